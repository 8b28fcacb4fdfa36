"""Requests about one's own data: the table, the clock, and what a decision sets going."""

import json
from datetime import timedelta
from typing import Any

import pytest

from factories import MONDAY, case, moved
from people import CITIZEN, SOMCHAI, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import reporters
from sangsuk.cases.models import Case, Reporter
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.notifications.models import Message
from sangsuk.privacy import deeds, rules
from sangsuk.privacy.models import Correction, RightsRequest
from sangsuk.privacy.requests import actions, alarms, packing, queries
from sangsuk.privacy.requests.queries import Told
from sangsuk.privacy.requests.table import KINDS, MOVES, STATUSES
from sangsuk.privacy.retention import holds

from .planting import NAME, PHONE, planted
from .searching import tables_with

DATA: dict[str, dict[str, Any]] = {
    "grant": {"answer": "ทำให้แล้วตามที่ขอ", "scope": "contact"},
    "grant_part": {"answer": "ลบชื่อให้แล้ว ส่วนเรื่องต้องเก็บไว้", "ground": "not_hers", "scope": "contact"},
    "refuse": {"answer": "ยังไม่ใช่ข้อมูลของท่าน", "ground": "not_hers"},
    "ask": {"question": "ขอทราบเบอร์ใหม่"},
    "extend": {"ground": "much"},
    "reply": {"text": "เบอร์ใหม่คือ 0815550199"},
}


def asked(kind: str = "access", told: Told | None = None, *, about: Case | None = None) -> RightsRequest:
    what = told or Told(text="ขอใช้สิทธิของดิฉัน", field="phone", value="0815550199")
    return actions.begin(kind, what, by=CITIZEN, case=about or case(), identity="key", now=MONDAY)


def went(row: RightsRequest, *names: str) -> RightsRequest:
    for name in names:
        by = CITIZEN if name == "reply" else actor("daranee")
        row = actions.move(row, name, by=by, data=DATA.get(name), now=MONDAY + timedelta(days=1))
    return row


WAY = {"received": (), "working": ("take_up",), "waiting": ("ask",), "granted": ("grant",), "partly": ("grant_part",),
       "refused": ("refuse",), "withdrawn": ("withdraw",)}  # fmt: skip


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", MOVES)
def test_a_move_is_made_from_where_the_table_says_and_from_nowhere_else(status: str, name: str) -> None:
    row = went(asked("object"), *WAY[status])
    assert row.status == status
    move = MOVES[name]
    by = CITIZEN if "citizen" in move.by and name == "reply" else actor("daranee")
    if status in move.sources:
        after = actions.move(row, name, by=by, data=DATA.get(name), now=MONDAY + timedelta(days=2))
        assert after.status == (move.target or "working")
    else:
        with pytest.raises(Refused):
            actions.move(row, name, by=by, data=DATA.get(name), now=MONDAY + timedelta(days=2))


@pytest.mark.parametrize("who", ["malee", "suda", "anan", "wichai", "kanya", "preecha", "chaba", "uthai", "jinda"])
def test_nobody_but_the_officer_decides(who: str) -> None:
    row = asked()
    for name in ("take_up", "grant", "refuse", "extend"):
        with pytest.raises(NotAllowed):
            actions.move(row, name, by=actor(who), data=DATA.get(name))


def test_thirty_days_run_from_the_request_and_an_extension_adds_to_them_once() -> None:
    row = asked()
    assert (row.due_at, row.due_rule) == (MONDAY + timedelta(days=30), "rights_answer")
    row = went(row, "extend")
    assert (row.due_at, row.due_rule) == (MONDAY + timedelta(days=60), "rights_extension")
    assert "extend" not in [move.name for move in queries.may(row, "dpo")]
    with pytest.raises(Refused):
        went(row, "extend")


def test_who_comes_with_an_old_page_is_told() -> None:
    row = asked()
    went(row, "take_up")
    with pytest.raises(Stale):
        actions.move(row, "grant", by=actor("daranee"), data=DATA["grant"], version=1)


def test_a_refusal_names_a_ground_of_the_law_that_fits_the_kind() -> None:
    row = asked("access")
    with pytest.raises(Refused) as refused:
        actions.move(row, "refuse", by=actor("daranee"), data={"answer": "ไม่ได้", "ground": "is_right"})
    assert refused.value.field == "ground"
    codes = {ground.code for ground in rules.grounds("refusal", MONDAY, kind="access")}
    assert "others_rights" in codes and "is_right" not in codes


def test_what_she_wrote_is_sealed() -> None:
    row = asked("complain", Told(text=f"{NAME} เปิดชื่อดิฉันให้เพื่อนบ้านฟัง"))
    assert tables_with(NAME) == set()
    assert NAME in queries.told(row).text
    assert NAME not in json.dumps([d.data for d in deeds.history("request", row.pk)], ensure_ascii=False)


def test_each_step_she_should_hear_of_is_told_and_says_nothing_of_what_it_is_about() -> None:
    went(asked("complain", Told(text=f"เรื่องของ{NAME}")), "ask", "reply", "refuse")
    codes = list(Message.objects.filter(code__startswith="rights-").order_by("id").values_list("code", flat=True))
    assert codes == ["rights-received", "rights-question", "rights-answered"]
    assert not Message.objects.filter(body__contains=NAME).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_asked_and_granted(kind: str) -> None:
    row = went(asked(kind), "take_up", "grant")
    assert row.status == "granted" and row.decided_at
    assert queries.copy_is_open(row, MONDAY + timedelta(days=20)) == (kind in ("access", "copy"))


def test_a_corrected_number_is_hers_from_now_on_and_the_old_one_is_kept_sealed() -> None:
    told = moved(case(), ("hand_to_agency", actor("malee")))
    went(asked("correct", about=told), "grant")
    assert reporters.contact(told).phone == "0815550199"
    row = Correction.objects.get()
    assert (row.field, row.told) == ("phone", ["50-electricity"])
    assert SOMCHAI.phone.encode() not in bytes(row.old) and bytes(row.old)


def test_a_number_that_is_none_is_refused_and_nothing_changes() -> None:
    row = asked("correct", Told(field="phone", value="12"))
    with pytest.raises(Refused):
        went(row, "grant")
    assert RightsRequest.objects.get().status == "received"


def test_erasing_the_contacts_is_possible_while_the_matter_goes_on() -> None:
    told = planted(closes=False)
    went(asked("erase", about=told), "grant")
    assert not Reporter.objects.exists()
    assert Case.objects.get().description


def test_everything_is_erased_only_when_the_matter_is_over_and_nothing_holds_it() -> None:
    row = asked("erase", about=planted(closes=False))
    everything = {"answer": "ลบให้แล้วทุกอย่าง", "scope": "all"}
    with pytest.raises(Refused) as refused:
        actions.move(row, "grant", by=actor("daranee"), data=everything)
    assert refused.value.code == "not_over"
    other = planted(2)
    row = asked("erase", about=other)
    hold = holds.begin(other, ground="dispute", reason="มีผู้โต้แย้ง", by=actor("daranee"), now=MONDAY)
    with pytest.raises(Refused) as refused:
        actions.move(row, "grant", by=actor("daranee"), data=everything)
    assert refused.value.code == "held"
    holds.end(hold, by=actor("daranee"), now=MONDAY)
    assert actions.move(row, "grant", by=actor("daranee"), data=everything).status == "granted"


def test_after_her_erasure_nothing_in_the_database_speaks_of_her() -> None:
    went(asked("erase", about=planted()), "take_up")
    row = RightsRequest.objects.get()
    actions.move(
        row,
        "grant",
        by=actor("daranee"),
        data={"answer": "ลบให้แล้วทุกอย่าง", "scope": "all"},
        now=MONDAY + timedelta(days=3),
    )
    assert tables_with(NAME, PHONE, "kannika") == set()


def test_a_restriction_holds_the_case_back_from_being_forgotten() -> None:
    told = planted()
    went(asked("restrict", about=told), "grant")
    assert told.pk in set(holds.held_cases())


def test_the_copy_has_everything_she_told_and_takes_others_out_of_what_officials_wrote() -> None:
    told = planted(closes=False)
    said = {"text": "พรุ่งนี้ช่างจะไปพบท่าน ถ้าไม่อยู่ โทรบอกเพื่อนบ้านที่เบอร์ 0811112222"}
    told = cases.move(told, "inform", by=actor("malee"), data=said, now=MONDAY + timedelta(days=1))
    asked("access", about=told)
    pack = packing.pack(told, now=MONDAY + timedelta(days=2))
    assert NAME in pack["you"]["name"] and pack["you"]["phone"] == PHONE
    assert NAME in pack["told"]["description"]
    assert [f["name"] for f in pack["files"]] and pack["messages"] and pack["who_looked"] and pack["requests"]
    lines = json.dumps([line["said"] for line in pack["story"]], ensure_ascii=False)
    assert PHONE in lines  # her own answer
    assert "พรุ่งนี้ช่างจะไปพบท่าน" in lines and "0811112222" not in lines


def test_too_many_at_once_are_refused() -> None:
    told = case()
    for _ in range(actions.MOST_OPEN):
        asked(about=told)
    with pytest.raises(Refused) as refused:
        asked(about=told)
    assert refused.value.code == "too_many"


def test_an_answer_that_is_late_rings_once() -> None:
    row = asked()
    assert alarms.alarm(row.due_at - timedelta(minutes=1)) == 0
    assert [alarms.alarm(row.due_at), alarms.alarm(row.due_at)] == [1, 0]
    assert Message.objects.get(code="privacy-alarm").about == row.number
