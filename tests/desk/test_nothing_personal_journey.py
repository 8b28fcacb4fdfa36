"""One whole journey by every door, with errors in the middle: who tells stands nowhere but where she belongs."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from procrastinate.contrib.django import app as jobs
from procrastinate.periodic import PeriodicRegistry
from procrastinate.testing import InMemoryConnector

import listening
from api.calling import Caller, told
from asking_ids import ask
from hooking import at_home
from hooking import listening as a_system
from people import actor, user
from public.telling import photo, sent
from sangsuk.cases import hooks as telling
from sangsuk.cases import letters, queries, reporters
from sangsuk.cases.checking import Person
from sangsuk.cases.models import Case, Letter, Mediation, Reporter
from sangsuk.config import tasks
from sangsuk.ledger.models import Reading
from sangsuk.notifications import actions as notifications
from sangsuk.notifications import carriers, hooks
from sangsuk.notifications.models import Message
from sangsuk.privacy.retention.declared import NOBODY
from signing_in import sign_in

from .conftest import NOW
from .reading import text

WEB = Person("ปานตะวันรุ่ง ใจดี", "0815559977", "pantawanrung@example.com", "1234567890121")
API = Person("ดารารายณ์ ทองแท้", "0815559966", "", "0000000000001")
OTHER = Person("ประกายพฤกษ์ ข้างบ้าน", "0815559955", "prakai@example.com")
PLANTED = [
    "ปานตะวันรุ่ง", "5559977", "555 9977", "pantawanrung", "1234567890121", "1-2345-67890-12-1", "ดารารายณ์", "5559966",
    "555 9966", "0000000000001", "ประกายพฤกษ์", "5559955", "prakai", "ลำดวนนภา", "5559944", "บ้านเลขที่ 88/1",
]  # fmt: skip
STORY = f"ดิฉันนางสาว{WEB.name} บ้านเลขที่ 88/1 โทร 081 555 9977 น้ำท่วมถนนหน้าโรงเรียน ต้องการคุยกับนาย{OTHER.name}"
WHY = {"reason": "โทรนัดตรวจที่เกิดเหตุ", "choose": "1"}


def found(said: str) -> list[str]:
    return [word for word in PLANTED if word in said]


def by_web() -> tuple[Case, str]:
    """Told in three steps with a photograph that bears her name, and answered later."""
    who = {"identity": "named", "name": WEB.name, "phone": "081 555 9977", "email": WEB.email, "language": "th",
           "national_id": "1-2345-67890-12-1"}  # fmt: skip
    number, key = sent(Client(), who, description=STORY, photos=[photo(f"{WEB.name}.jpg")])
    return Case.objects.get(number=number), key


def by_program() -> tuple[Case, str]:
    person = {"name": API.name, "phone": "081 555 9966", "national_id": API.national_id}
    caller = Caller()
    given = caller.post("/cases", told(7, description=f"ผม{API.name} ไฟดับทั้งซอยมาสามวันแล้ว", reporter=person)).json()
    key = {"X_Case_Key": given["key"]}
    assert caller.form(f"/cases/{given['number']}/files", {"file": photo(f"{API.name}.jpg")}, **key).status_code == 200
    assert (
        caller.post(f"/cases/{given['number']}/replies", {"text": f"โทรหา {API.name} 0815559966"}, **key).status_code
        == 200
    )
    for path in ("", "/looks"):
        assert caller.get(f"/cases/{given['number']}{path}", **key).status_code == 200
    wrong = told(8, reporter=person | {"national_id": "1-2345-67890-12-2"})
    assert caller.post("/cases", wrong).status_code == 422
    return Case.objects.get(number=given["number"]), given["key"]


def at_the_desk(case: Case, key: str) -> None:
    """Asked and answered, opened, mediated, written to, exported."""
    desk, here = Client(), f"/desk/cases/{case.number}"
    desk.force_login(user("malee"))
    for address in ("/desk/today", "/desk/", here):
        assert desk.get(address).status_code == 200
    pressed(desk, case, "accept")
    pressed(desk, case, "ask", question=f"คุณ{WEB.name} น้ำท่วมตั้งแต่วันไหน")
    page = f"/track/{case.number}/{key}"
    assert Client().get(page).status_code == 200
    answered = Client().post(f"{page}/answer", {"answer-text": f"{WEB.name} โทร 081 555 9977"})
    assert answered.status_code == 302
    pressed(desk, case, "inform", text=f"คุณ{WEB.name} พรุ่งนี้ช่างจะเข้าไปดู โทรกลับ 0815559977")
    opened = desk.post(f"{here}/reveal", WHY | {"fields": ["name", "phone", "email", "national_id"]})
    assert WEB.national_id in text(opened)
    mediated(desk, case)
    assert desk.post(f"{here}/letters", {"kind": "acknowledgement"}).status_code == 302
    letter = Letter.objects.get(case=case)
    letters.issue(letter, by=actor("malee"), version=letter.version, now=NOW)
    pdf = desk.get(f"{here}/letters/{letter.pk}/pdf")
    assert pdf.status_code == 200 and listening.bytes_of(pdf)[:4] == b"%PDF"
    chief = Client()
    chief.force_login(user("suda"))
    for export in ("/desk/thinking/xlsx", "/desk/relief/xlsx", "/desk/outcomes/xlsx", "/desk/reports/new/xlsx"):
        answer = chief.get(export)
        assert answer.status_code == 200 and not found(listening.words_of(answer)), export
    for address in (f"{page}/rights", f"{page}/receipt.json", f"{page}/receipt.pdf"):
        assert Client().get(address).status_code == 200, address
    assert desk.get("/desk/?q=" + case.number).status_code == 200


def pressed(desk: Client, case: Case, move: str, **data: str) -> None:
    case.refresh_from_db()
    typed = {f"{move}-{name}": value for name, value in data.items()} | {f"{move}-version": str(case.version)}
    answer = desk.post(f"/desk/cases/{case.number}/moves/{move}", typed)
    assert answer.status_code == 302, text(answer)


def mediated(desk: Client, case: Case) -> None:
    docket = {
        "kind": "civil", "subject": "แนวรั้วระหว่างบ้านสองหลัง", "value_baht": "80,000", "requester_name": WEB.name,
        "requester_phone": WEB.phone, "requester_agrees": "on", "requester_id_shown": "on", "other_name": OTHER.name,
        "other_phone": OTHER.phone, "other_email": OTHER.email, "client_id": "9b1c3f4e-0000-4000-8000-0000000000ab",
        "story": f"{OTHER.name} ตั้งรั้วล้ำที่ของ{WEB.name}",
    }  # fmt: skip
    assert desk.post("/desk/mediations/new", docket).status_code == 302
    one = Mediation.objects.get()
    here = f"/desk/mediations/{one.number}"
    assert desk.get(here).status_code == 200
    sent_off = desk.post(f"{here}/moves/ask_consent", {"ask_consent-version": str(one.version)})
    assert sent_off.status_code == 302, text(sent_off)
    assert OTHER.name in text(desk.post(f"{here}/reveal", WHY))


def breaks(*_args: Any, **_kwargs: Any) -> Any:
    """As the worst libraries do: what it was given stands in the words of the error, in its cause and in its variables."""
    name, phone = WEB.name, WEB.phone
    try:
        raise ValueError(f"{name} {phone}")
    except ValueError as cause:
        raise RuntimeError(f"cannot do {name} {OTHER.phone} {STORY}") from cause


def pages_break(case: Case, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """500 by every face: what stands on the page is nobody's."""
    desk = Client(raise_request_exception=False)
    desk.force_login(user("malee"))
    caller = Caller()
    with monkeypatch.context() as broken:
        broken.setattr(reporters, "reveal", breaks)
        broken.setattr(queries, "track", breaks)
        answers = [
            desk.post(f"/desk/cases/{case.number}/reveal", WHY),
            Client(raise_request_exception=False).get(f"/track/{case.number}/{key}"),
            caller.get(f"/cases/{case.number}", X_Case_Key=key),
        ]
    assert [answer.status_code for answer in answers] == [500, 500, 500]
    assert not [word for answer in answers for word in found(answer.content.decode())]
    with monkeypatch.context() as broken:
        broken.setattr("sangsuk.cases.mine.seats.of", breaks, raising=False)
        broken.setattr(queries, "opened", breaks)
        Client(raise_request_exception=False).get(f"/look/{case.number}/{key}")
        Client(raise_request_exception=False).get(f"/follow/{case.number}/{key}")


def jobs_break(monkeypatch: pytest.MonkeyPatch) -> str:
    """A real worker, a job that fails with her name in its error; gives what stands in the queue. In a thread of its own,
    for a browser of another test may have left a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_jobs_break, monkeypatch).result()


def _jobs_break(monkeypatch: pytest.MonkeyPatch) -> str:
    with monkeypatch.context() as broken, jobs.replace_connector(InMemoryConnector()) as app:
        broken.setattr(tasks.machine, "sweep", breaks)
        broken.setattr(tasks.notifications, "send_due", breaks)
        broken.setattr(app, "periodic_registry", PeriodicRegistry())  # these two and no others
        for name in ("what_is_due", "send_due"):
            app.configure_task(f"{tasks.__name__}.{name}").defer(timestamp=0)
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        queue: Any = app.connector
        assert [job["status"] for job in queue.jobs.values()] == ["failed", "failed"]
        return json.dumps(list(queue.jobs.values()) + list(queue.events.values()), default=str, ensure_ascii=False)


def the_database_refuses(case: Case) -> None:
    """Constraints and a broken statement: PostgreSQL's DETAIL and STATEMENT would name the row."""
    for fails in (
        lambda: Reporter.objects.create(case=case, id_tail=WEB.name),
        lambda: Reading.objects.create(
            about=case.number, at=NOW, who=WEB.name, office_code="", fields="name", reason=""
        ),
        lambda: connection.cursor().execute("select %s::int", [WEB.phone + WEB.name]),
        lambda: connection.cursor().execute(f"selekt '{WEB.name}'"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            fails()


def what_is_nobodys() -> dict[str, list[str]]:
    """Planted words in tables that are said to hold nobody's data, and in what is told without a name elsewhere."""
    bad: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for label in NOBODY:
            table = apps.get_model(label)._meta.db_table
            cursor.execute(f"select coalesce(string_agg(t::text, chr(10)), '') from \"{table}\" t")
            if words := found(str(cursor.fetchone()[0])):
                bad[table] = words
    return bad


def test_a_whole_journey_by_every_door_leaves_nobody_behind(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ask("required")
    asked = listening.addresses(monkeypatch)
    maker = user("chaba")
    with listening.every_logger() as said, a_system(settings, tmp_path) as system:
        hooks.register(
            "5001", system.url, kinds=tuple(hooks.KINDS), label="x", by_id=maker.pk, by_name=maker.name, now=NOW
        )
        case, key = by_web()
        by_program()
        at_the_desk(case, key)
        sign_in(Client(), provider="line")
        settings.EMAIL_URL = "smtp://127.0.0.1:1"  # nobody answers there
        notifications.send_due(NOW)
        settings.EMAIL_URL = "smtp://mail.example.com"
        monkeypatch.setattr(
            carriers,
            "get_connection",
            lambda *a, **k: mail.get_connection("django.core.mail.backends.locmem.EmailBackend"),
        )
        notifications.send_due(NOW + timedelta(hours=1))
        telling.tell(NOW)
        for system.status in (500, 204):
            hooks.deliver_due(NOW + timedelta(hours=system.status), resolve=at_home)
        pages_break(case, key, monkeypatch)
        queue = jobs_break(monkeypatch)
        the_database_refuses(case)
    out, err = capfd.readouterr()
    log = said.getvalue()
    for expected in (
        "message not sent",
        "webhook not delivered",
        "RuntimeError",
        "Internal Server Error",
        "case moved",
    ):
        assert expected in log, expected
    assert mail.outbox and system.got and Message.objects.filter(carried_by="outbox").exists()
    server = listening.database_log()
    assert "ready to accept connections" in server
    everything = {
        "logs": log, "console": out + err, "jobs": queue, "addresses": "\n".join(asked), "database server": server,
        "subjects": "\n".join([*(m.subject for m in mail.outbox), *Message.objects.values_list("subject", flat=True)]),
        "masked addresses": "\n".join(Message.objects.values_list("recipient_masked", flat=True)),
        "webhooks": "\n".join(str(headers) + body.decode() for headers, body in system.got),
    }  # fmt: skip
    assert {where: words for where, text in everything.items() if (words := found(text))} == {}
    assert what_is_nobodys() == {}
    assert key not in log and key.replace("-", "") not in log
    assert len(asked) > 100
