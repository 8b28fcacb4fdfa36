"""A day of browsing, recorded: whatever page showed who somebody is, the log had a row before, and no row is without a page."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

import mediating
import visiting
from asking_ids import ask
from factories import MONDAY, case
from lettering import issued
from people import actor, user
from sangsuk.accounts import actions as accounts
from sangsuk.cases import reading, repeats
from sangsuk.cases.checking import Person
from sangsuk.cases.models import Case, Group, SecondLook, VisitReport
from sangsuk.cases.repeats import sheets
from sangsuk.ledger.models import Reading

PLANTED = {
    "กล้วยไม้ทิพย์": "name", "0815559901": "phone", "planted@example.com": "email", "1234567890121": "national_id",
    "มะลิวัลย์รัตน์": "mediation.name", "0815559902": "mediation.phone", "ลำดวนนภา": "supporter.name", "0815559903": "supporter.phone",
    "พิกุลทองแก้ว": "group.representative", "ราชพฤกษ์จันทร์": "visit.people_met",
}  # fmt: skip
WHY = {"reason": "โทรนัดตรวจที่เกิดเหตุ"}
HER = Person("กล้วยไม้ทิพย์ ใจดี", "0815559901", "planted@example.com", "1234567890121")
OTHER = Person("มะลิวัลย์รัตน์ ข้างบ้าน", "0815559902", "")
LINK = re.compile(r'href="(/(?:desk|api)[^"#]*)"')
LEAVES = ("/sign-out", "/lang", "template", "/api/v1/docs", "csv", "xlsx")
MOST_PAGES = 160


class Recorder:
    """A browser whose every answer is held against the log."""

    def __init__(self, who: str) -> None:
        self.client, self.shown, self.papers = Client(), 0, 0
        self.client.force_login(user(who))

    def get(self, address: str, **headers: Any) -> Any:
        return self._held("get", address, **headers)

    def post(self, address: str, data: Any, **more: Any) -> Any:
        return self._held("post", address, data, **more)

    def _held(self, verb: str, address: str, *args: Any, **more: Any) -> Any:
        before = Reading.objects.count()
        answer = getattr(self.client, verb)(address, *args, **more)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told = unescape(body.decode(errors="ignore"))
        seen = {label for word, label in PLANTED.items() if word in told}
        rows = list(Reading.objects.order_by("id")[before:])
        written = {field for row in rows for field in row.fields.split(",")}
        assert seen <= written, f"{address} shows {seen - written} and nobody wrote it down"
        if rows and answer["Content-Type"] != "application/pdf":
            assert seen, f"{address} was written down and shows nothing"
        assert len(rows) <= 1
        self.papers += bool(rows) and answer["Content-Type"] == "application/pdf"
        self.shown += bool(rows)
        return answer

    def walk(self, start: str) -> None:
        """What links lead to: one page of each kind before a second one of any."""
        todo, known, kinds = [start], {start}, set()
        for _page in range(MOST_PAGES):
            if not todo:
                break
            at = next((link for link in todo if kind(link) not in kinds), todo[0])
            todo.remove(at)
            kinds.add(kind(at))
            answer = self.get(at)
            if answer.streaming or "html" not in answer["Content-Type"]:
                continue
            for link in map(unescape, LINK.findall(answer.content.decode())):
                if link not in known and not any(word in link for word in LEAVES):
                    known.add(link)
                    todo.append(link)
        assert not {kind(link) for link in todo} - kinds, "there are more kinds of pages than MOST_PAGES"


@cache
def kind(link: str) -> tuple[str, frozenset[str]]:
    """Pages of one route that are asked the same questions are of one kind, whatever the answers are."""
    parts = urlsplit(link)
    return resolve(parts.path).route, frozenset(parse_qs(parts.query, keep_blank_values=True))


@pytest.fixture
def told() -> Case:
    """One matter with everything that can hold a name."""
    ask()
    made = case(reporter=HER, description="น้ำท่วมถนนหน้าโรงเรียนมาสามวันแล้ว ขอให้ช่วยดู")
    visiting.report(visiting.ordered(made), people_met="ผู้ใหญ่บ้านราชพฤกษ์จันทร์")
    made.refresh_from_db()
    rows = [sheets.Person(1, "ลำดวนนภา ชาวบ้าน", "0815559903", "", "")]
    repeats.take_in(
        made, rows, by=actor("malee"), name="หมู่ 4", representative="พิกุลทองแก้ว นำกลุ่ม", sha256="1" * 64, now=MONDAY
    )
    made.refresh_from_db()
    mediating.docketed(told=made, requester=Person("จำปาขาวนวล ผู้ขอ"), other=OTHER)
    issued(n=2, reporter=HER)
    Reading.objects.all().delete()  # of making the letter
    return made


def at_her_desk(recorded: Recorder, told: Case) -> None:
    """What an officer opens in a day, each with its reason."""
    here = f"/desk/cases/{told.number}"
    recorded.post(f"{here}/reveal", WHY)
    recorded.post(f"{here}/reveal", WHY | {"choose": "1", "fields": ["phone"]})
    recorded.post(f"{here}/reveal", WHY | {"choose": "1", "fields": ["national_id"]})
    mediation = told.mediations.get()
    recorded.post(f"/desk/mediations/{mediation.number}/reveal", WHY)
    group = Group.objects.get(case=told)
    recorded.post(f"{here}/groups/{group.pk}", WHY)
    recorded.post(f"{here}/groups/{group.pk}", WHY | {"as": "csv"})
    report = VisitReport.objects.get(visit__case=told)
    recorded.post(f"/desk/field/people/{report.client_id}", WHY)


def test_every_name_that_was_shown_is_in_the_log_and_every_row_of_the_log_was_a_page(told: Case) -> None:
    recorded = Recorder("malee")
    recorded.walk("/desk/today")
    assert recorded.shown == recorded.papers == 2  # the letter that bears her name, looked at and saved; no other link
    at_her_desk(recorded, told)
    recorded.walk(f"/desk/cases/{told.number}")
    assert recorded.shown - recorded.papers == 7
    assert recorded.shown == Reading.objects.count()
    for who in ("suda", "prasit", "nok", "wichai", "kanya"):
        other = Recorder(who)
        other.walk("/desk/")
        at_her_desk(other, told)
    assert Reading.objects.filter(user_id=user("kanya").pk).count() == 0


def test_the_api_writes_down_what_it_shows(told: Case) -> None:
    token = accounts.issue_token(
        user("malee"), label="x", now=MONDAY, lasts_days=300, scopes=["cases:read", "identity:read"]
    )
    recorded = Recorder("malee")
    carried = {"HTTP_AUTHORIZATION": f"Bearer {token}", "content_type": "application/json"}
    for address in ("/api/v1/desk/cases", f"/api/v1/desk/cases/{told.number}"):
        recorded.get(address, HTTP_AUTHORIZATION=f"Bearer {token}")
    answer = recorded.post(f"/api/v1/desk/cases/{told.number}/reporter", '{"reason": "โทรนัดตรวจที่เกิดเหตุ"}', **carried)
    assert (answer.status_code, recorded.shown) == (200, 1)


@pytest.fixture
def in_order(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many rows the log had at each moment that something was opened at the door."""
    usual, counted = reading.sealed.unseal_field, []

    def opened(row: Any, field: str) -> str:
        counted.append(Reading.objects.count())
        return usual(row, field)

    monkeypatch.setattr(reading.sealed, "unseal_field", opened)
    return counted


def test_the_row_is_written_before_anything_is_opened(told: Case, in_order: list[int]) -> None:
    Recorder("malee").post(f"/desk/cases/{told.number}/reveal", WHY)
    assert in_order and set(in_order) == {1}


def test_when_the_log_cannot_be_written_nothing_is_opened(told: Case, in_order: list[int], monkeypatch: Any) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(reading.ledger, "record_reading", broken)
    with pytest.raises(RuntimeError):
        Recorder("malee").post(f"/desk/cases/{told.number}/reveal", WHY)
    assert in_order == [] and not Reading.objects.exists()


def test_a_secret_case_opens_only_after_a_chief_has_agreed_and_only_once(told: Case) -> None:
    Case.objects.filter(pk=told.pk).update(secrecy="secret", readers=[user("malee").pk, user("suda").pk])
    recorded, here = Recorder("malee"), f"/desk/cases/{told.number}/reveal"
    assert recorded.post(here, WHY).status_code == 422
    look = SecondLook.objects.get()
    chief = Recorder("suda")
    assert chief.post(f"/desk/readings/second/{look.pk}", {"answer": "yes"}).status_code == 302
    assert recorded.post(here, WHY).status_code == 200
    assert recorded.post(here, WHY).status_code == 422
    assert recorded.shown == 1
    row = Reading.objects.get()
    assert (row.second_who, row.second_id) == ("สุดา นำทาง", user("suda").pk)
