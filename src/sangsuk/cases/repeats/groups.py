"""Group complaints: hundreds of names that come with one case. Sealed on their way in, read only through `names`."""

import hmac
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.sealed import row_of
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor

from .. import reading, workflow
from ..actions import move
from ..checking import told
from ..effects.merging import root
from ..models import Case, Group, Supporter
from ..standing import standings
from .leaving import kept_until
from .sheets import MOST_ROWS, Person, same

PARTS = ("name", "phone", "email", "address")


@dataclass(frozen=True)
class Brought:
    """A group as the case page shows it: how many are still on it, whether somebody stands for them, whether the reader may open it.
    `kept_until`: when it will be erased, once the case has ended."""

    group: Group
    count: int
    has_leader: bool
    may_read: bool
    kept_until: datetime | None


def brought(case: Case, actor: Actor) -> list[Brought]:
    """The groups of a case; whether somebody stands for them is told to the office that answers only."""
    owner = workflow.OWNER in standings(case, actor)
    rows = list(Group.objects.filter(case=case).order_by("id"))
    left = Supporter.objects.filter(group__in=rows, left_at__isnull=False).values_list("group_id") if rows else []
    gone, until = Counter(group_id for (group_id,) in left), kept_until(case) if rows else None
    return [
        Brought(
            row, row.count - gone[row.pk], owner and bool(row.representative),
            owner and row.forgotten_at is None, until,
        )
        for row in rows
    ]  # fmt: skip


def closed_to_lists(case: Case) -> Refused | None:
    """Why no list is taken in with this case any more, and where it belongs instead; None while the case is open.

    Nobody would work for those on a list of a case that has ended, and they would be told of an end that was before them.
    """
    if case.is_open:
        return None
    if case.merged_into_id is not None:
        text = _("เรื่องนี้ดูแลรวมกับเรื่อง %(number)s แล้ว กรุณารับรายชื่อไว้กับเรื่องนั้น") % {"number": root(case).number}
        return Refused("case_closed", text, "file")
    return Refused(
        "case_closed",
        _("เรื่องนี้จบแล้ว จึงรับรายชื่อเพิ่มไม่ได้ ถ้ายังเดือดร้อนกันอยู่ ให้ผู้ร้องขอเปิดเรื่องอีกครั้ง หรือบันทึกเป็นเรื่องใหม่แล้วรับรายชื่อไว้กับเรื่องนั้น"),
        "file",
    )  # fmt: skip


@transaction.atomic
def take_in(
    case: Case, people: list[Person], *, by: Actor, name: str, representative: str, sha256: str,
    now: datetime | None = None,
) -> Group:  # fmt: skip
    """Write the list down, all or nothing; who stands on the case already is left out. The same file twice is one list.

    Raises: NotAllowed unless the actor's office answers for the case; Refused, also when the case has ended.
    """
    now = now or timezone.now()
    if workflow.OWNER not in standings(case, by) or by.user_id is None:
        raise NotAllowed("not_yours", _("เฉพาะศูนย์ที่ดูแลเรื่องนี้จึงเพิ่มรายชื่อได้"))
    name, representative = (
        told(name, "name", least=0, most=200),
        told(representative, "representative", least=0, most=200),
    )
    if not representative:
        raise Refused("needed", _("กรุณาบอกชื่อผู้แทนกลุ่ม"), "representative")
    if len(people) > MOST_ROWS:
        raise Refused("too_many_rows", _("รายชื่อยาวเกินไป ขอไม่เกิน 5,000 แถวต่อไฟล์ กรุณาแบ่งเป็นหลายไฟล์"), "file")
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if closed := closed_to_lists(case):
        raise closed
    marks = {mark(case, person): person for person in people}
    there = Supporter.objects.filter(case=case, mark__in=list(marks)).values_list("mark", flat=True)
    fresh = {m: person for m, person in marks.items() if m not in {bytes(old) for old in there}}
    if not fresh:
        raise Refused("nobody_new", _("ทุกคนในไฟล์นี้อยู่ในรายชื่อของเรื่องนี้แล้ว"), "file")
    group = _group(case, by, by.user_id, name, representative, sha256, len(fresh), now)
    top = Supporter.objects.filter(case=case).aggregate(top=Max("no"))["top"] or 0
    rows = [_sealed(case, group, top + at, m, p, now) for at, (m, p) in enumerate(fresh.items(), start=1)]
    Supporter.objects.bulk_create(rows, batch_size=1000)
    text = _("รับรายชื่อผู้เดือดร้อนร่วม “%(name)s” จำนวน %(count)s ราย") % {
        "name": name or representative,
        "count": f"{len(fresh):,}",
    }
    move(case, "note", by=by, data={"text": str(text)}, now=now)
    return group


def _group(
    case: Case, by: Actor, user_id: int, name: str, representative: str, sha256: str, count: int, now: datetime
) -> Group:
    try:
        with transaction.atomic():
            return Group.objects.create(
                case=case, name=name, representative=seal(representative, label="group.representative", row=row_of(case.pk, sha256)), at=now,
                by_id=user_id, office_code=by.office_code, sha256=sha256, count=count,
            )  # fmt: skip
    except IntegrityError as trouble:
        raise Refused("same_file", _("ไฟล์นี้รับไว้กับเรื่องนี้แล้ว"), "file") from trouble


def _sealed(case: Case, group: Group, no: int, mark: bytes, person: Person, now: datetime) -> Supporter:
    row = row_of(case.pk, no)
    parts = {part: seal(getattr(person, part), label=f"supporter.{part}", row=row) for part in PARTS}
    return Supporter(case=case, group=group, no=no, mark=mark, at=now, language=case.language, **parts)


def mark(case: Case, person: Person) -> bytes:
    """A keyed digest of who she is: the same person on the same case has the same, and nothing can be read from it."""
    words = f"supporter:{case.pk}:{same(person)}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), words, "sha256")[:16]


def names(group: Group, *, by: Actor, reason: str, now: datetime | None = None) -> "Names":
    """The list and who stands for it, after writing down who reads and why. Only for the office that answers."""
    case = group.case
    if workflow.OWNER not in standings(case, by):
        raise NotAllowed("identity_closed", _("เฉพาะศูนย์ที่ดูแลเรื่องนี้จึงเปิดรายชื่อได้"))
    reason = reading.reason_of(reason, _("กรุณาบอกเหตุผลที่ต้องเปิดรายชื่อ"))
    rows = list(group.members.filter(left_at=None).order_by("no"))
    places: list[reading.Place] = [(group, "representative")]
    places += [(row, part) for row in rows for part in PARTS]
    now, about = now or timezone.now(), f"{case.number}/group-{group.pk}"
    values = iter(reading.opened(places, case=case, by=by, reason=reason, now=now, about=about))
    leader = next(values)
    return Names(leader, [Person(row.no, *(next(values) for _part in PARTS)) for row in rows])


@dataclass(frozen=True)
class Names:
    """A list in clear; made by `names` for a person's eyes."""

    leader: str
    people: list[Person]
