"""Who learns what of a mediation: names, words, and what the outside sees."""

import pytest

from factories import MONDAY, case
from mediating import (
    DAY,
    HOUR,
    SOMPONG,
    TO_PANEL,
    TO_TERMS,
    docketed,
    given,
    moved,
    panel,
    settled,
)
from people import SOMCHAI, actor, user
from sangsuk.cases.checking import Person
from sangsuk.cases.letters import to_citizens
from sangsuk.cases.letters.matter import matter_of
from sangsuk.cases.mediation import actions as mediating
from sangsuk.cases.mediation import contracts, mediators, parties, queries, recording
from sangsuk.cases.models import Case, CaseEvent, Mediation, MediationEvent, Mediator, Party
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.ledger import queries as ledger
from sangsuk.notifications.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
WHY = "โทรนัดวันไกล่เกลี่ย"


def messages(code: str) -> list[Message]:
    return list(Message.objects.filter(code=code).order_by("id"))


def test_names_are_shown_after_the_reason_was_written_down() -> None:
    mediation = docketed()
    known = parties.reveal(mediation, by=actor("malee"), reason=WHY, now=MONDAY)
    assert [(one.side, one.person.name) for one in known] == [("requester", SOMCHAI.name), ("other", SOMPONG.name)]
    (reading,) = ledger.readings(mediation.case.number)
    assert (reading.who, reading.reason, reading.fields) == (
        "มาลี รักงาน",
        WHY,
        "mediation.name,mediation.phone,mediation.email",
    )


@pytest.mark.parametrize("who", ["prasit", "anan", "nok", "kanya", "wichai", "preecha"])
def test_nobody_else_sees_a_name_and_no_look_is_written(who: str) -> None:
    mediation = docketed()
    with pytest.raises(NotAllowed):
        parties.reveal(mediation, by=actor(who), reason=WHY)
    assert ledger.readings(mediation.case.number) == []


def test_without_a_reason_nothing_is_shown() -> None:
    mediation = docketed()
    with pytest.raises(Refused):
        parties.reveal(mediation, by=actor("malee"), reason="ดู")
    assert ledger.readings(mediation.case.number) == []


@pytest.mark.parametrize(
    ("who", "sees", "inside"),
    [("malee", True, True), ("suda", True, True), ("prasit", True, False), ("kanya", True, False), ("anan", False, False),
     ("orn", False, False), ("nok", False, False), ("wichai", False, False), ("preecha", False, False)],
)  # fmt: skip
def test_the_district_sees_inside_the_province_the_outside_and_nobody_else_anything(
    who: str, sees: bool, inside: bool
) -> None:
    mediation = moved(docketed(), *TO_PANEL, "appoint", "adjourn", "note")
    assert Mediation.objects.visible_to(actor(who)).exists() is sees
    assert bool(queries.listing(actor(who)).items) is sees
    if not sees:
        with pytest.raises(Missing):
            queries.desk_mediation(mediation.number, actor(who), now=MONDAY)
        return
    found = queries.desk_mediation(mediation.number, actor(who), now=MONDAY)
    assert found.inside is inside
    assert bool(found.people) is inside
    told = " ".join(f"{line.sentence} {line.parts}" for line in found.lines)
    assert ("แนวรั้ว" in told) is inside
    assert ("ห้องไกล่เกลี่ย" in told) is inside
    assert bool(found.moves) is inside


def test_a_mediator_with_an_account_sees_her_mediation_and_writes_down_what_happened() -> None:
    orn = actor("orn")
    panel()
    Mediator.objects.filter(name__startswith="ครู").update(user=user("orn"))
    mediation = moved(docketed(), *TO_PANEL, "appoint")
    other = docketed(2)
    assert [one.pk for one in queries.listing(orn).items] == [mediation.pk]
    assert {move.name for move in queries.desk_mediation(mediation.number, orn, now=mediation.session_at).moves} == {
        "adjourn", "reach", "note",
    }  # fmt: skip
    assert moved(mediation, "adjourn", who="orn").status == "adjourned"
    assert parties.reveal(mediation, by=orn, reason=WHY)
    with pytest.raises(Missing):
        queries.seen(other.number, orn)


def test_words_of_the_room_and_names_are_nowhere_in_clear() -> None:
    mediation = moved(docketed(), "add_party", *TO_TERMS)
    kept = "".join(str(row) for row in MediationEvent.objects.values_list("data", "changes"))
    kept += "".join(str(row) for row in Mediation.objects.values())
    kept += "".join(str(row) for row in Party.objects.values())
    kept += "".join(str(row) for row in CaseEvent.objects.values_list("data", "changes"))
    for secret in ("สมปอง", "สมชาย", "สายใจ", "0815550303", "0815550202", "ย้ายรั้ว", "ตกลงกันได้"):
        assert secret not in kept
    reached = MediationEvent.objects.get(mediation=mediation, move="reach")
    assert recording.said_in(reached)["terms"].startswith("1. สมปอง")


def test_the_other_side_is_invited_by_subject_alone() -> None:
    moved(docketed(), "ask_consent")
    (message,) = messages("mediation-invitation")
    assert "แนวรั้วระหว่างบ้านสองหลัง" in message.body
    assert message.recipient_masked == "•••202"
    for secret in ("สมชาย", "น้ำท่วม", "0815550101", "80,000"):
        assert secret not in message.subject + message.body


def test_everybody_hears_of_the_appointment_and_that_nothing_is_recorded() -> None:
    moved(docketed(), *TO_PANEL, "appoint")
    told = messages("mediation-appointment")
    assert {one.recipient_masked for one in told} == {"s•••@example.com", "•••202"}
    for one in told:
        assert "วันจันทร์ที่ 23 พฤศจิกายน 2569" in one.body
        assert "ห้องไกล่เกลี่ย ที่ว่าการอำเภอ ชั้น 2" in one.body
        assert "ห้ามทุกฝ่ายบันทึกภาพและเสียง" in one.body


def test_when_somebody_refuses_both_are_told_once() -> None:
    moved(docketed(), "ask_consent", "refuse")
    assert [one.recipient_masked for one in messages("mediation-dismissed")] == ["•••202"]
    news = messages("case-news")[-1]
    assert news.recipient_masked == "s•••@example.com"
    assert "คู่กรณีไม่สมัครใจ" in news.body


def test_the_citizens_page_has_sentences_and_no_secret() -> None:
    mediation = moved(docketed(), *TO_PANEL, "appoint")
    told = queries.for_citizen(mediation.case)
    assert told is not None
    words = " ".join(told.sentences)
    for said in ("1/2569", "วันจันทร์ที่ 23 พฤศจิกายน 2569", "ห้องไกล่เกลี่ย", "16 กุมภาพันธ์ 2570"):
        assert said in words
    assert "สมปอง" not in words
    assert queries.for_citizen(case(7)) is None


def test_when_it_is_settled_her_case_says_so_in_one_sentence() -> None:
    mediation = settled()
    result = CaseEvent.objects.filter(case=mediation.case_id, move="mediation_ends").get().data["result"]
    assert "ไกล่เกลี่ยสำเร็จ" in result
    assert "ที่ว่าการอำเภอเมืองเชียงใหม่" in result
    told = queries.for_citizen(Case.objects.get(pk=mediation.case_id))
    assert told is not None
    assert result in told.sentences


@pytest.mark.parametrize("name", ["สมปอง ข้างบ้าน", "นายสมปอง  ข้างบ้าน", "น.ส.สมปอง ข้างบ้าน (สมมติ)"])
def test_a_party_is_never_the_mediator_however_the_name_is_written(name: str) -> None:
    panel()
    made = mediators.add(
        name, may_chair=False, valid_from=MONDAY.date(), source="คำสั่งที่ 9/2569", by=actor("malee"), now=MONDAY
    )
    mediation = moved(docketed(), "ask_consent", "agree")
    chair, first, _second = panel()[:3]
    data = {"chair": chair.pk, "mediators": [first.pk, made.pk], "no_conflict": True}
    with pytest.raises(Refused) as refused:
        mediating.move(mediation, "choose_panel", by=actor("malee"), data=data, now=MONDAY + 3 * HOUR)
    assert refused.value.code == "conflict"


def test_the_official_complained_of_is_never_the_mediator() -> None:
    mediation = mediating.move(
        docketed(), "add_party", by=actor("malee"), data={"side": "accused", "name": "ปลัดวิชา ยุติธรรม"}, now=MONDAY + HOUR
    )
    assert (mediation.requesters, mediation.others, mediation.identified) == (1, 1, 0)
    mediation = moved(mediation, "ask_consent", "agree")
    with pytest.raises(Refused) as refused:
        moved(mediation, "choose_panel")
    assert refused.value.code == "conflict"
    assert len(messages("mediation-invitation")) == 1


def test_nobody_joins_a_side_of_a_mediation_that_she_mediates() -> None:
    mediation = moved(docketed(), *TO_PANEL)
    with pytest.raises(Refused) as refused:
        mediating.move(
            mediation,
            "add_party",
            by=actor("malee"),
            data={"side": "other", "name": "ครูประนอม สมานไมตรี"},
            now=MONDAY + DAY,
        )
    assert refused.value.code == "conflict"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"chair": 0}, "chair"), ({"mediators": []}, "mediators"), ({"mediators": [0]}, "mediators"), ({"no_conflict": False}, "no_conflict")],
)  # fmt: skip
def test_a_panel_comes_from_the_list_and_has_who_the_law_wants(change: dict[str, object], field: str) -> None:
    mediation = moved(docketed(), "ask_consent", "agree")
    with pytest.raises(Refused) as refused:
        mediating.move(
            mediation, "choose_panel", by=actor("malee"), data=given("choose_panel", MONDAY) | change, now=MONDAY + DAY
        )
    assert refused.value.field == field


def test_a_criminal_matter_may_have_the_chair_alone() -> None:
    mediation = moved(docketed(kind="criminal", value_baht=None), "ask_consent", "agree")
    data = {"chair": panel()[0].pk, "mediators": [], "no_conflict": True}
    assert mediating.move(mediation, "choose_panel", by=actor("malee"), data=data, now=MONDAY + DAY).status == "ready"


def test_who_is_no_longer_on_the_list_is_not_chosen() -> None:
    chair = panel()[0]
    mediators.end(chair.pk, on=(MONDAY + DAY).date(), source="คำสั่งอำเภอที่ 30/2569", by=actor("malee"), now=MONDAY)
    assert chair not in mediators.in_force("5001", (MONDAY + DAY).date())
    assert chair in mediators.in_force("5001", MONDAY.date())
    assert ledger.rule_changes("mediators", str(chair.pk))[0].after == {"valid_to": "2026-11-17"}


@pytest.mark.parametrize("who", ["prasit", "nok", "kanya", "wichai"])
def test_only_a_district_keeps_a_list(who: str) -> None:
    with pytest.raises(NotAllowed):
        mediators.add(
            "ใครสักคน", may_chair=False, valid_from=MONDAY.date(), source="คำสั่งที่ 9/2569", by=actor(who), now=MONDAY
        )


def test_a_side_keeps_at_least_one_person() -> None:
    mediation = moved(docketed(), "ask_consent")
    with pytest.raises(Refused) as refused:
        moved(mediation, "drop_party")
    assert refused.value.code == "last_of_side"
    mediation = moved(mediation, "add_party", "drop_party")
    assert (mediation.others, [one.no for one in parties.present(mediation)]) == (1, [1, 3])


def test_a_number_of_a_card_is_asked_for_nowhere() -> None:
    from sangsuk.cases.mediation.words import FIELDS

    assert FIELDS["id_shown"].kind == "yes"
    assert not [field.name for field in Party._meta.fields if "number" in field.name or "card" in field.name]


def test_who_is_named_without_telephone_or_address_gets_no_message() -> None:
    moved(docketed(other=Person("สมปอง ข้างบ้าน (สมมติ)")), "ask_consent")
    assert messages("mediation-invitation") == []


def test_a_contract_has_everybodys_name_and_every_term_after_the_reason_was_written_down() -> None:
    mediation = settled()
    with pytest.raises(NotAllowed):
        contracts.contract(mediation, by=actor("prasit"), reason=WHY)
    paper = contracts.contract(mediation, by=actor("malee"), reason="พิมพ์สัญญาให้คู่กรณี", now=MONDAY)
    assert (paper.requesters, paper.others) == ((SOMCHAI.name,), (SOMPONG.name,))
    assert (paper.chair, len(paper.mediators), paper.terms) == ("ปลัดวิชา ยุติธรรม", 2, (given("reach", MONDAY)["terms"],))
    assert [reading.reason for reading in ledger.readings(mediation.case.number)] == ["พิมพ์สัญญาให้คู่กรณี"]
    with pytest.raises(Refused):
        contracts.contract(docketed(2), by=actor("malee"), reason=WHY)


def test_a_contract_is_printed_with_all_that_the_docket_knows_and_room_for_every_signature() -> None:
    sheet = contracts.contract_sheet(settled(), by=actor("malee"), reason="พิมพ์สัญญาให้คู่กรณี", now=MONDAY + 9 * DAY)
    assert [one.role for one in sheet.signatures] == [
        "ผู้ขอไกล่เกลี่ย", "คู่กรณี", "ประธานผู้ไกล่เกลี่ย", "ผู้ไกล่เกลี่ย", "ผู้ไกล่เกลี่ย", "พยาน", "พยาน",
    ]  # fmt: skip
    assert [one.name for one in sheet.signatures][:3] == [SOMCHAI.name, SOMPONG.name, "ปลัดวิชา ยุติธรรม"]
    assert f"ข้อ 1 {given('reach', MONDAY)['terms']}" in sheet.body
    assert "เมื่อวันที่ 24 พฤศจิกายน 2569" in sheet.body
    assert ("สารบบที่", Mediation.objects.get().docket) in sheet.facts


def test_before_it_is_signed_the_day_is_left_to_the_pen() -> None:
    sheet = contracts.contract_sheet(moved(docketed(), *TO_TERMS), by=actor("malee"), reason="ทำสัญญา", now=MONDAY + DAY)
    assert "เมื่อวันที่ ………" in sheet.body


def test_a_letter_of_invitation_says_when_and_where_the_docket_says() -> None:
    mediation = moved(docketed(), *TO_TERMS[: TO_TERMS.index("appoint") + 1])
    matter = matter_of(mediation.case, office_code="5001", now=MONDAY)
    told = to_citizens.invitation(matter).body
    assert "[โปรดระบุ]" not in told
    assert mediation.session_place in told
