"""100 %: whatever is unsealed at the door is a row of the log, whatever is unsealed beside it is on no page.

Counted where all unsealing goes through, so that a page, an export or a PDF that landed yesterday is counted too; and
whoever opens identity anew has to be walked here, or the test says so.
"""

import ast
import json
from typing import Any

import pytest
from django.test import Client

import unsealing
from factories import MONDAY, case, moved
from lettering import draft, issued, without_gaps
from mediating import TO_TERMS, docketed
from mediating import moved as mediated
from people import CITIZEN, actor, user
from sangsuk.accounts import actions as accounts
from sangsuk.cases.models import Callback, Case, Group, SecondLook, VisitReport
from sangsuk.ledger.models import Reading
from sangsuk.privacy.requests import actions as requests
from sangsuk.privacy.requests.queries import Told
from typefaces import needs_thai_font

from .conftest import NOW
from .reading import body
from .test_readings_session import HER, WHY, Recorder, told

pytestmark = [pytest.mark.django_db, needs_thai_font]
__all__ = ["told"]


class Counter(Recorder):
    """A browser of which every unsealing is held against the log."""

    def __init__(self, who: str, seen: list[unsealing.Unsealed]) -> None:
        super().__init__(who)
        self.seen, self.counted, self.callers = seen, 0, set[str]()

    def _held(self, verb: str, address: str, *args: Any, **more: Any) -> Any:
        before, at = Reading.objects.count(), len(self.seen)
        answer = getattr(self.client, verb)(address, *args, **more)
        shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
        rows = list(Reading.objects.order_by("id")[before:])
        logged = {field for row in rows for field in row.fields.split(",")}
        here = self.seen[at:]
        door = [one for one in here if one.asked_by]
        assert {one.place for one in door} <= logged, f"{address} opened {door} and the log says {logged}"
        assert bool(door) == bool(rows), f"{address}: rows {rows}, opened {door}"
        self.counted += len(door)
        self.callers |= {one.asked_by for one in door}
        said = shown.decode(errors="ignore")
        for one in here:
            if not one.asked_by and one.place not in logged and len(one.words) > 3:
                assert one.words not in said, f"{address} shows {one.place}, opened beside the door"
        return answer


def who_comes_through_the_door() -> set[str]:
    """Every module that calls `reading.opened`."""
    found = set()
    for path in unsealing.HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "reading.opened":
                found.add(path.relative_to(unsealing.HOUSE).as_posix())
    return found


def every_way(browser: Counter, told: Case) -> None:
    """Each page, export and paper by which who somebody is can be opened."""
    here = f"/desk/cases/{told.number}"
    for fields in (["name"], ["phone", "email"], ["national_id"], ["name", "phone", "email", "national_id"]):
        assert browser.post(f"{here}/reveal", WHY | {"choose": "1", "fields": fields}).status_code == 200
    one = told.mediations.get()
    browser.post(f"/desk/mediations/{one.number}/reveal", WHY)
    group = Group.objects.get(case=told)
    for kind in ({}, {"as": "csv"}, {"as": "xlsx"}):
        browser.post(f"{here}/groups/{group.pk}", WHY | kind)
    browser.post(f"/desk/field/people/{VisitReport.objects.get(visit__case=told).client_id}", WHY)


def letters(browser: Counter) -> None:
    made = without_gaps(draft(n=11, reporter=HER))
    there = f"/desk/cases/{made.case.number}/letters/{made.pk}"
    page = body(browser.get(there))
    assert HER.name not in page
    kept = issued(n=12, reporter=HER)
    there = f"/desk/cases/{kept.case.number}/letters/{kept.pk}"
    browser.get(there)
    assert browser.get(f"{there}/pdf")["Content-Type"] == "application/pdf"
    browser.get(f"{there}/pages/1")
    browser.get("/desk/registers/pdf")


def contract(browser: Counter) -> None:
    one = mediated(docketed(21), *TO_TERMS)
    answer = browser.post(f"/desk/mediations/{one.number}/contract", {"contract-reason": "ให้คู่กรณีลงนาม"})
    assert answer["Content-Type"] == "application/pdf"


def callback(browser: Counter) -> None:
    ended = moved(case(31, reporter=HER), ("accept", actor("malee")), ("close", actor("malee")), now=MONDAY)
    Callback.objects.create(case=ended, office_code="5002", drawn_at=NOW, due_at=NOW)
    browser.get("/desk/callbacks")
    assert browser.post(f"/desk/callbacks/{ended.number}/reveal", {}).status_code == 200


def copy(browser: Counter) -> None:
    about = case(41, reporter=HER)
    row = requests.begin("copy", Told(text="ขอสำเนา"), by=CITIZEN, case=about, identity="key", now=NOW)
    requests.move(row, "grant", by=actor("daranee"), data={"answer": "ทำสำเนาให้แล้ว"}, now=NOW)
    browser.get(f"/desk/privacy/requests/{row.pk}")
    pack = browser.get(f"/desk/privacy/requests/{row.pk}/copy.json")
    assert json.loads(pack.content)["you"]["national_id"] == HER.national_id


def program(browser: Counter, told: Case) -> None:
    token = accounts.issue_token(
        user("malee"), label="x", now=NOW, lasts_days=300, scopes=["cases:read", "identity:read"]
    )
    carried = {"HTTP_AUTHORIZATION": f"Bearer {token}", "content_type": "application/json"}
    browser.client = Client()
    for address in ("/api/v1/desk/cases", f"/api/v1/desk/cases/{told.number}"):
        browser.get(address, HTTP_AUTHORIZATION=f"Bearer {token}")
    answer = browser.post(
        f"/api/v1/desk/cases/{told.number}/reporter", json.dumps({"reason": WHY["reason"]}), **carried
    )
    assert answer.json()["phone"] == HER.phone


def test_every_unsealing_at_the_door_is_in_the_log_and_none_beside_it_is_on_a_page(told: Case) -> None:
    with unsealing.watched() as seen:
        made = {who: Counter(who, seen) for who in ("malee", "suda", "anan", "prasit", "nok", "daranee", "wichai")}
        malee = made["malee"]
        malee.walk("/desk/today")
        every_way(malee, told)
        malee.walk(f"/desk/cases/{told.number}")
        letters(malee)
        contract(malee)
        callback(made["anan"])
        copy(made["daranee"])
        for who in ("suda", "prasit", "nok", "wichai"):
            made[who].walk("/desk/")
        by_program = Counter("malee", seen)
        program(by_program, told)
        made["program"] = by_program
    callers = {module for browser in made.values() for module in browser.callers}
    assert callers == who_comes_through_the_door(), "whoever opens identity anew is walked here too"
    counted = sum(browser.counted for browser in made.values())
    assert counted >= 20
    logged = sum(len(row.fields.split(",")) for row in Reading.objects.all())
    assert logged >= len({one.place for one in seen if one.asked_by})


def test_in_a_secret_case_the_count_is_the_same_and_nothing_opens_before_the_yes(told: Case) -> None:
    Case.objects.filter(pk=told.pk).update(secrecy="secret", readers=[user("malee").pk, user("suda").pk])
    here = f"/desk/cases/{told.number}/reveal"
    with unsealing.watched() as seen:
        malee, suda = Counter("malee", seen), Counter("suda", seen)
        assert malee.post(here, WHY).status_code == 422 and malee.counted == 0
        suda.post(f"/desk/readings/second/{SecondLook.objects.get().pk}", {"answer": "yes"})
        assert malee.post(here, WHY).status_code == 200
        assert malee.counted == 3 and Reading.objects.count() == 1  # name, telephone and e-mail: one look
        assert malee.post(here, WHY).status_code == 422 and malee.counted == 3


def test_the_count_sees_a_page_that_would_open_a_name_beside_the_door(
    told: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test can fail: a page that asks `contact` for a name is found out."""
    from sangsuk.cases import queries, reporters

    usual = queries.desk_case

    def leaking(number: str, *args: Any, **more: Any) -> Any:
        found = usual(number, *args, **more)
        found.case.place_note = reporters.contact(found.case).name
        return found

    monkeypatch.setattr(queries, "desk_case", leaking)
    with unsealing.watched() as seen, pytest.raises(AssertionError, match="beside the door"):
        Counter("malee", seen).get(f"/desk/cases/{told.number}")
