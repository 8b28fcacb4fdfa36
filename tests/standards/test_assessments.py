"""From beginning to a final score: who may do what, who may not, and what stands in the end."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from assessing import (
    DAY,
    VISIT,
    account,
    acting,
    begun,
    best,
    confirmed,
    filled,
    final,
    form,
    handed_in,
    moved,
    photo,
    planned,
    seen,
)
from factories import MONDAY
from people import actor
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.notifications.models import Message
from sangsuk.offices import actions as appointments
from sangsuk.standards import assessing, disputing, forms, marking, queries, recording
from sangsuk.standards.assessing import Said
from sangsuk.standards.models import Answer, Assessment, AssessmentEvent, Evidence

pytestmark = pytest.mark.usefixtures("world", "disk")
LATER = MONDAY + 7 * DAY


def criterion(one: Assessment, code: str) -> int:
    return next(line.criterion.pk for line in marking.sheet(one).lines if line.criterion.code == code)


def test_a_whole_life_ends_in_a_score_and_every_change_is_an_event() -> None:
    one = final(public_zone=[0, 1], hours=[1])
    assert (one.status, one.claimed, one.verified, one.final) == ("final", 100, Decimal("91.67"), Decimal("91.67"))
    assert (one.band, one.decided_on, one.due_on) == ("service-90", date(2026, 11, 24), None)
    moves = list(AssessmentEvent.objects.filter(assessment=one).order_by("seq").values_list("move", flat=True))
    assert moves == [
        "begin", *["fill"] * 4, "offer", "hand_in", "take_up", "plan", *["see"] * 4, "report", "confirm", "accept",
    ]  # fmt: skip
    assert list(recording.differences()) == []
    assert queries.scores_by_district(date(2026, 11, 24)) == {"5001": Decimal("91.67")}
    assert queries.scores_by_district(date(2026, 11, 23)) == {}


def test_half_a_section_is_kept_and_what_is_missing_is_known() -> None:
    one = begun()
    zone, staff = criterion(one, "public-zone"), criterion(one, "staff-zone")
    one = assessing.fill(one, 1, {zone: Said([0, 2]), staff: Said(None, "รอดูห้องเก็บของ")}, by=actor("malee"), now=MONDAY)
    first = marking.sheet(one).parts[0]
    assert first.answered == 1 and len(first.lacking) == 4, "three are open, and one has no photograph"
    with pytest.raises(Refused) as refused:
        moved(one, "offer", "malee")
    assert refused.value.code == "lacking"
    assert Answer.objects.get(criterion=staff).note == "รอดูห้องเก็บของ"


def test_where_nothing_is_claimed_no_photograph_is_asked() -> None:
    one = filled(public_zone=[])
    Evidence.objects.filter(criterion=criterion(one, "public-zone")).delete()
    assert moved(one, "offer", "malee").claimed == Decimal("88.89")


def test_who_filled_does_not_hand_in() -> None:
    one = moved(filled(), "offer", "malee")
    with pytest.raises(NotAllowed, match="กรอกแบบส่งเองไม่ได้"):
        moved(one, "hand_in", "malee")
    assert moved(one, "hand_in", "suda").status == "handed_in"


def test_when_the_chief_filled_another_of_the_office_hands_in() -> None:
    one = begun("suda")
    zone = criterion(one, "public-zone")
    assessing.fill(one, 1, {zone: Said([0])}, by=actor("suda"), now=MONDAY)
    one = filled(one)
    Assessment.objects.filter(pk=one.pk).update(fillers=[account("suda").pk])
    one = moved(one, "offer", "suda")
    with pytest.raises(NotAllowed):
        moved(one, "hand_in", "suda")
    assert moved(one, "hand_in", "malee").status == "handed_in"


@pytest.mark.parametrize(
    ("stage", "name", "wrong", "right", "data"),
    [
        (handed_in, "take_up", ("malee", "suda", "anan", "orn", "kanya", "dao"), "prasit", {}),
        (handed_in, "return", ("suda", "orn"), "prasit", {"why": "รูปห้องน้ำไม่ชัด ขอถ่ายใหม่"}),
        (seen, "report", ("suda", "wanee", "orn"), "anan", {}),
    ],
)
def test_each_step_is_somebodys(
    stage: Any, name: str, wrong: tuple[str, ...], right: str, data: dict[str, Any]
) -> None:
    one = stage()
    now = LATER
    for who in wrong:
        with pytest.raises(NotAllowed):
            moved(one, name, who, now=now, **data)
    one.refresh_from_db()
    assert moved(one, name, right, now=now, **data).version == one.version + 1


def test_a_visitor_confirms_nothing_and_who_confirmed_decides_nothing() -> None:
    one = moved(seen(public_zone=[0]), "report", "prasit", now=LATER)
    with pytest.raises(NotAllowed, match="ตรวจเยี่ยมรับรองผลเองไม่ได้"):
        moved(one, "confirm", "prasit", now=LATER)
    one = moved(one, "confirm", "wanee", now=LATER)
    one = disputing.object_to(
        one, {criterion(one, "public-zone"): "วันนั้นห้องน้ำปิดซ่อม ขณะนี้ใช้ได้แล้ว"}, by=actor("suda"), now=LATER
    )
    said = {criterion(one, "public-zone"): Said([0, 1, 2], "ดูรูปที่ส่งเพิ่มแล้ว ห้องน้ำใช้ได้")}
    for who in ("prasit", "wanee"):
        with pytest.raises(NotAllowed):
            disputing.decide(one, said, by=acting(who), now=LATER)
    one = disputing.decide(one, said, by=acting("boon"), now=LATER)
    assert (one.status, one.verified, one.final) == ("final", Decimal("91.67"), Decimal("97.22"))
    assert list(recording.differences()) == []


def test_somebody_who_filled_and_moved_to_the_province_decides_nothing_there() -> None:
    one = handed_in()
    appointments.appoint(account("malee"), "5000", "officer")
    with pytest.raises(NotAllowed):
        moved(one, "take_up", "malee")


@pytest.mark.parametrize(
    "who", [("prasit",), ("prasit", "malee"), ("prasit", "suda"), ("prasit", "orn"), ("prasit", "prasit")]
)
def test_at_least_two_visit_and_none_of_the_office(who: tuple[str, ...]) -> None:
    one = moved(handed_in(), "take_up", "prasit")
    with pytest.raises(Refused) as refused:
        moved(one, "plan", "prasit", visit_on=VISIT, visitors=[account(one).pk for one in who])
    assert refused.value.field == "visitors"


def test_a_visit_is_not_yesterday_and_not_reported_before_its_day() -> None:
    one = moved(handed_in(), "take_up", "prasit")
    people = [account("prasit").pk, account("anan").pk]
    with pytest.raises(Refused) as refused:
        moved(one, "plan", "prasit", visit_on=date(2026, 11, 15), visitors=people)
    assert refused.value.field == "visit_on"
    one = seen(moved(one, "plan", "prasit", visit_on=VISIT, visitors=people), now=MONDAY)
    with pytest.raises(Refused, match="ยังไม่ถึงวัน"):
        moved(one, "report", "anan", now=MONDAY)


def test_a_difference_needs_its_reason_and_a_visit_its_photograph() -> None:
    one = seen(why="", public_zone=[0])
    with pytest.raises(Refused) as refused:
        moved(one, "report", "anan", now=LATER)
    assert refused.value.code == "lacking"
    one = seen(one, public_zone=[0])
    Evidence.objects.filter(stage="visit").delete()
    with pytest.raises(Refused) as refused:
        moved(one, "report", "anan", now=LATER)
    assert refused.value.code == "no_photo"


def test_what_is_given_back_comes_again_with_its_reason() -> None:
    one = moved(filled(), "offer", "malee")
    with pytest.raises(Refused) as refused:
        moved(one, "give_back", "suda", why="แก้")
    assert refused.value.code == "too_short"
    one = moved(one, "give_back", "suda", why="ขอรูปห้องน้ำใหม่ รูปเดิมมืด")
    one = moved(handed_in(one), "return", "prasit", why="ขอรูปทางหนีไฟที่เห็นป้าย")
    assert (one.status, one.why) == ("filling", "ขอรูปทางหนีไฟที่เห็นป้าย")
    one = moved(seen(planned(handed_in(one))), "report", "anan", now=LATER)
    one = moved(one, "return_report", "wanee", why="ข้อห้องน้ำยังไม่มีเหตุผล", now=LATER)
    assert moved(moved(one, "report", "prasit", now=LATER), "confirm", "wanee", now=LATER).why == ""


def test_an_office_objects_once_and_in_time() -> None:
    one = confirmed(public_zone=[0])
    zone = criterion(one, "public-zone")
    assert one.due_on == date(2026, 12, 8)
    with pytest.raises(NotAllowed):
        disputing.object_to(one, {zone: "ห้องน้ำใช้ได้แล้วตั้งแต่เมื่อวาน"}, by=actor("malee"), now=LATER)
    with pytest.raises(NotAllowed, match="พ้นวันทักท้วง"):
        disputing.object_to(one, {zone: "ห้องน้ำใช้ได้แล้วตั้งแต่เมื่อวาน"}, by=actor("suda"), now=LATER + 16 * DAY)
    with pytest.raises(Refused) as refused:
        disputing.object_to(one, {zone: "  "}, by=actor("suda"), now=LATER)
    assert refused.value.field == "objections"
    one = disputing.object_to(
        one, {zone: "ห้องน้ำใช้ได้แล้วตั้งแต่เมื่อวาน"}, by=actor("suda"), files={zone: [photo("navy")]}, now=LATER + 15 * DAY
    )
    assert (one.status, one.due_on, Evidence.objects.filter(stage="objection").count()) == (
        "objected",
        date(2026, 12, 23),
        1,
    )


def test_a_result_stands_when_nobody_objected_in_time() -> None:
    one = confirmed()
    assert disputing.lapse(LATER + 15 * DAY) == 0, "the day itself still counts"
    assert (disputing.lapse(LATER + 16 * DAY), disputing.lapse(LATER + 16 * DAY)) == (1, 0)
    one.refresh_from_db()
    assert (one.status, one.decided_on) == ("final", date(2026, 12, 9))


def test_who_is_slower_loses_nothing_of_the_other() -> None:
    one = begun()
    part = marking.sheet(one).parts[0]
    mark, zone = marking.mark(part), part.lines[0].criterion.pk
    assessing.fill(one, 1, {zone: Said([0])}, by=actor("malee"), mark=mark, now=MONDAY)
    with pytest.raises(Stale):
        assessing.fill(one, 1, {zone: Said([1])}, by=actor("suda"), mark=mark, now=MONDAY)
    second = marking.sheet(one).parts[1]
    assessing.fill(
        one, 2, {second.lines[0].criterion.pk: Said([1])}, by=actor("suda"), mark=marking.mark(second), now=MONDAY
    )
    assert Answer.objects.get(criterion=zone).value == [0]


def test_an_office_begins_a_form_once_a_year_and_only_one_that_is_open() -> None:
    begun()
    with pytest.raises(Refused) as refused:
        begun()
    assert refused.value.code == "begun"
    with pytest.raises(NotAllowed):
        assessing.begin(form(), by=actor("prasit"), now=MONDAY)
    draft = forms.copy(form(), year_be=2571, by=actor("dao"), now=MONDAY)
    with pytest.raises(Refused) as refused:
        assessing.begin(draft, by=actor("malee"), now=MONDAY)
    assert refused.value.code == "not_open"


def test_a_dropped_one_makes_room_for_another() -> None:
    moved(begun(), "drop", "suda", why="เลือกแบบผิด ขอเริ่มใหม่")
    assert begun().status == "filling"


@pytest.mark.parametrize(
    ("who", "sees"),
    [("malee", True), ("suda", True), ("prasit", True), ("kanya", True), ("nok", True), ("dao", True), ("anan", False),
     ("orn", False), ("wichai", False), ("preecha", False), ("chaba", False), ("uthai", False)],
)  # fmt: skip
def test_who_sees_an_assessment(who: str, sees: bool) -> None:
    one = begun()
    if sees:
        assert queries.one(actor(who), one.pk) == one
    else:
        with pytest.raises(Missing):
            queries.one(actor(who), one.pk)


def test_who_is_sent_sees_it_and_the_office_reads_the_findings_when_they_are_confirmed() -> None:
    one = planned()
    assert queries.one(acting("anan"), one.pk) == one
    assert not queries.sees_findings(one, actor("malee")) and queries.sees_findings(one, acting("anan"))
    assert queries.sees_findings(confirmed(seen(one)), actor("malee"))


def test_those_who_lead_are_told() -> None:
    confirmed(public_zone=[0])
    told = list(Message.objects.filter(about__startswith="standard").order_by("pk").values_list("code", "office_code"))
    assert ("office-standard-offered", "5001") in told and ("office-standard-result", "5001") in told
    assert ("province-standard-handed", "5000") in told
    words = Message.objects.filter(code="office-standard-result").latest("pk").body
    assert "%(" not in words and "8 ธันวาคม 2569" in words


def test_files_are_counted_and_taken_out_by_who_put_them_in() -> None:
    one = begun()
    zone = criterion(one, "public-zone")
    colours = ["red", "blue", "green", "yellow", "black", "white"]
    one = assessing.fill(one, 1, {zone: Said([0], files=[photo(c) for c in colours])}, by=actor("malee"), now=MONDAY)
    with pytest.raises(Refused) as refused:
        assessing.fill(one, 1, {zone: Said([0], files=[photo("pink")])}, by=actor("malee"), now=MONDAY)
    assert refused.value.code == "too_many"
    first = Evidence.objects.order_by("pk")[0]
    assessing.fill(one, 1, {}, by=actor("malee"), remove=first.pk, now=MONDAY)
    assert Evidence.objects.count() == 5


def test_an_answer_that_cannot_be_is_refused() -> None:
    one = begun()
    for value in ([9], [0, 0], [-1]):
        with pytest.raises(Refused):
            assessing.fill(one, 1, {criterion(one, "public-zone"): Said(value)}, by=actor("malee"), now=MONDAY)
    assert best("choice", 3) == [2] and timedelta(days=1) == DAY
