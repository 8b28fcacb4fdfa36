"""Two worlds that are the same but for one sealed case, and everything that somebody can ask of them.

Both stand in one database, one after the other, each in a savepoint; before the second one the sequences are set back, so
that its rows get the keys of the first. So whatever differs between their answers, the sealed case did it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from factories import MONDAY, PHOTO, STORY, case, client_id, given, moved
from objects import Rows, citizen, of_citizen, of_everybody, of_office, of_privacy
from people import CITIZEN, actor, user
from sangsuk.accounts.models import User
from sangsuk.cases import actions as cases
from sangsuk.cases import closing_days, letters, machine
from sangsuk.cases.mine import delegating, keeping, look_keys
from sangsuk.cases.models import Attachment, Case, Letter, Visit
from sangsuk.cases.repeats import likeness
from sangsuk.common.remember import forget_all
from sangsuk.insight import actions as insight
from sangsuk.notifications import actions as notifications
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Office
from sangsuk.stories.improvements import opening as improvements
from sangsuk.thai import bangkok_date

HOUR = timedelta(hours=1)
SECRET_WORDS = "ปลัดอำเภอเรียกเงินหมื่นบาทหลังตลาดสมเพชร แลกใบอนุญาตขุดดิน"
"""The words of the sealed case; its place is that of ordinary cases, and its trouble beside theirs."""


@dataclass(frozen=True)
class Scene:
    """Who is accused, so who must see no difference. `people`: their accounts are in `tests.people` or made by `staff`."""

    name: str
    accused: tuple[str, ...]
    answers: str  # the office that gets it
    handler: str  # one of its people
    readers: tuple[str, ...]
    text: str = SECRET_WORDS


def staff() -> None:
    """Everybody has an account, and every office that is accused has one of each kind."""
    for who in (
        "malee",
        "suda",
        "anan",
        "prasit",
        "orn",
        "nok",
        "wichai",
        "kanya",
        "preecha",
        "chaba",
        "daranee",
        "uthai",
        "jinda",
    ):
        user(who)
    offices.appoint(user("orn"), Office.objects.get(code="5001"), "executive")
    offices.appoint(user("anan"), Office.objects.get(code="DOPA"), "officer")


SCENES = (
    Scene("the district", ("5001",), "5000", "prasit", ("malee", "suda", "orn", "chaba")),
    Scene("an agency", ("50-electricity",), "5001", "suda", ("wichai",)),
    Scene("the province", ("5000",), "MOI", "nok", ("prasit", "kanya")),
    Scene("the ministry", ("MOI",), "DOPA", "anan", ("nok", "preecha", "daranee", "uthai", "jinda")),
    Scene(
        "an officer of the province who is named", ("5001",), "MOI", "nok", ("malee", "prasit"),
        text=f"{SECRET_WORDS} ร่วมกับนายประสิทธิ์ จังหวัด ซึ่งข่มขู่ชาวบ้าน",
    ),
)  # fmt: skip


HEADMAN = "headman"
"""A citizen who signed in; the sub-district where the secret thing happened is his, and he keeps a case of his own."""


def headman() -> User:
    return User.objects.get(kind="citizen", name=HEADMAN)


def ordinary(now: datetime) -> Rows:
    """What there is in both worlds: cases at several offices, some far along, some told like the secret one; and of every
    other kind of row with an address, one that is about an ordinary case. Gives those."""
    malee, suda, wichai, prasit = map(actor, ("malee", "suda", "wichai", "prasit"))
    told = moved(case(1), ("accept", malee), ("hand_to_agency", malee), ("agency_accept", wichai))
    visited = moved(case(2, description=f"{STORY} หลังตลาดสมเพชร", nature="suggestion"), ("accept", suda))
    team = {**given("order_visit"), "team": user("malee").name}
    cases.move(visited, "order_visit", by=suda, data=team, now=MONDAY + 2 * HOUR)
    moved(case(3, district="5002", subdistrict=None, accused=()), ("note", actor("anan")))
    moved(case(4), ("accept", suda), ("pass_up", suda), ("accept", prasit))
    cases.move(told, "inform", by=malee, data=given("inform"), now=MONDAY + 9 * HOUR)
    rows, open_one = Rows(), case(5)
    of_office(rows, open_one, now)
    of_citizen(rows, citizen(HEADMAN), citizen("daughter"), [open_one], now)
    of_privacy(rows, open_one, "malee", now)
    of_everybody(rows, now)
    return rows


def secret(scene: Scene, now: datetime) -> tuple[Case, Rows]:
    """The case that nobody of the accused may feel: submitted with a photograph, taken up, given out, visited, written
    about, alike to others, left lying until the machine climbs; kept by her who told in her list, shown to her daughter,
    asked for by the law, looked at. Gives the rows that are about it.

    That she asks for her own data does reach the officer of data protection whom she accuses: the law names no other."""
    by = actor(scene.handler)
    told = case(90, description=scene.text, accused=scene.accused, files=(PHOTO,), nature="suggestion")
    assert (told.office_id, told.secrecy) == (scene.answers, "secret")
    for step in ("accept", "note", "ask", "answer", "inform", "attach", "seal", "entrust", "relieve"):
        data = given(step) | ({"assignee": by.user_id} if step == "entrust" else {})
        who = CITIZEN if step == "answer" else by
        told = cases.move(told, step, by=who, data=data, files=(PHOTO,) if step == "attach" else (), now=MONDAY + HOUR)
    team = {**given("order_visit"), "team": by.name}
    told = cases.move(told, "order_visit", by=by, data=team, now=MONDAY + 2 * HOUR)
    told = cases.move(told, "report_visit", by=by, data=given("report_visit"), now=MONDAY + 3 * HOUR)
    letters.start(told, "acknowledgement", by=by, now=MONDAY + 3 * HOUR)
    likeness.make_ready()
    rows, owner = Rows(), citizen("owner")
    of_privacy(rows, told, scene.handler, now, asked="daranee" not in scene.readers)
    keeping.keep(owner.pk, told)
    until = bangkok_date(now) + timedelta(days=30)
    delegating.invite(owner.pk, name=owner.name, case=told, power="look", until=until, now=now)
    look_keys.make(told, now=now)
    return told, rows


def settled(now: Any) -> None:
    """What happens by itself in both worlds."""
    machine.sweep(now, seconds=30)
    improvements.sweep(now)
    notifications.send_due(now)
    likeness.make_ready()
    insight.count()
    for day in (bangkok_date(MONDAY), bangkok_date(now) - timedelta(days=1)):
        closing_days.close(day, now)
    forget_all()


@dataclass
class Things:
    """Values for the parts of addresses: of the ordinary world, of the secret case, and of nothing."""

    numbers: list[str] = field(default_factory=list)
    sealed: str = ""
    files: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    visits: list[str] = field(default_factory=list)
    rows: tuple[Rows, ...] = ()


def things(told: Case, *rows: Rows) -> Things:
    numbers = list(Case.objects.exclude(pk=told.pk).order_by("pk").values_list("number", flat=True)[:1])
    return Things(
        numbers, told.number,
        [str(pk) for pk in Attachment.objects.filter(case=told).values_list("pk", flat=True)[:1]] + ["1"],
        [str(pk) for pk in Letter.objects.order_by("-pk").values_list("pk", flat=True)],
        [str(one) for one in Visit.objects.values_list("public_id", flat=True)],
        rows,
    )  # fmt: skip


def _sequences() -> dict[str, tuple[int, bool]]:
    with connection.cursor() as cursor:
        cursor.execute("select schemaname || '.' || sequencename from pg_sequences where schemaname = 'public'")
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(f"select last_value, is_called from {name}")
            found[name] = cursor.fetchone()
        return found


@contextmanager
def world() -> Iterator[None]:
    """Whatever happens inside never has, and the sequences stand where they stood."""
    before = _sequences()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for name, (last, called) in before.items():
            cursor.execute("select setval(%s, %s, %s)", [name, last, called])
    forget_all()


NOISE: tuple[tuple[bytes, bytes], ...] = (
    (rb'(name="csrfmiddlewaretoken" value=)"[^"]*"', rb'\1""'),
    (rb'("?[Xx]-?[Cc][Ss][Rr][Ff][^"]{0,12}"?:\s*")[^"]*"', rb'\1"'),
    (rb'("csrf": ")[^"]*"', rb'\1"'),
    (rb'nonce="[^"]*"', b'nonce=""'),
    (rb'(name="(?:[a-z_-]*client_id|report)" value=)"[^"]*"', rb'\1""'),  # drawn anew for every form
    (rb'(="/stories/write/)[0-9a-f-]{36}/', rb"\1/"),  # the draft that would be begun, drawn anew for every page
    (rb'(data-csrf(?:-token)?=)"[^"]*"', rb'\1""'),
)


HASHES = re.compile(rb"\b[0-9a-f]{64,128}\b")
"""In the public log: of blinded statements among random ones, so another one each time, whatever happened."""


def plain(response: Any) -> bytes:
    """A response without nonces and tokens; what is packed is unpacked. Where there was nothing to take out, headers that
    follow from the body are compared too."""
    body = told = response.getvalue() if response.streaming else response.content
    if body.startswith(b"PK\x03\x04"):
        body = _unpacked(body)
    for pattern, instead in NOISE:
        body = re.sub(pattern, instead, body)
    if response.request["PATH_INFO"].startswith(("/record", "/api/v1/record", "/desk/ledger")):
        body = HASHES.sub(b"", body)
    swerving = SWERVING if body == told else (*SWERVING, *OF_BODY)
    kept = {name: value for name, value in response.items() if name.lower() not in swerving}
    return repr((response.status_code, sorted(kept.items()))).encode() + b"\n" + body


OF_BODY = ("content-length", "etag")
SWERVING = ("content-security-policy", "content-security-policy-report-only", "expires", "x-request-id")
"""Headers with nonces or with the time of day."""


def traces() -> dict[str, int]:
    """How many rows every table has: what was done leaves some."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        cursor.execute(" union all ".join(f"select '{name}', count(*) from {name}" for name in names))
        return dict(cursor.fetchall())


def _unpacked(body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        parts = [name.encode() + b"\n" + packed.read(name) for name in sorted(packed.namelist())]
    return re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\1", b"\n".join(parts))


__all__ = [
    "SCENES",
    "Scene",
    "Things",
    "client_id",
    "ordinary",
    "plain",
    "secret",
    "settled",
    "staff",
    "things",
    "world",
]
