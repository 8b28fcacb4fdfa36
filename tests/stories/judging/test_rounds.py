"""A round from its seed to the announcement, and everything that is refused on the way."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

import judging as telling_judges
import storytelling as telling
from factories import MONDAY
from judging import REASON, SECRET, begun, ended, judge, listed, new, scored, stories
from judging import judging as as_judge
from people import CITIZEN, actor
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices import actions as offices
from sangsuk.offices.actor import Actor
from sangsuk.stories import actions as stories_actions
from sangsuk.stories.judging import deciding, jury, listing, lots, reading, rounds
from sangsuk.stories.judging.overruling import Exchange
from sangsuk.stories.models import (
    Assignment,
    Campaign,
    Conflict,
    Entry,
    RingFlag,
    Round,
    RoundEvent,
    Selection,
    Story,
    StoryWords,
)

pytestmark = pytest.mark.usefixtures("world")
MARKS = {"beyond": 4, "change": 3}


def mine(n: int, round_: Round) -> Assignment:
    found = Assignment.objects.visible_to(as_judge(n)).filter(entry__round=round_).order_by("entry__packet").first()
    assert found is not None
    return found


def test_the_seed_is_bound_at_once_and_shown_only_at_the_end() -> None:
    stories()
    made = begun()
    assert len(made.commitment) == 64 and made.seed_shown == ""
    assert made.commitment not in str(bytes(made.seed))
    over = reading.end(scored(made), by=actor("dao"), now=MONDAY)
    assert lots.keeps(over.seed_shown, made.commitment)


@pytest.mark.parametrize("who", ["malee", "prasit", "kanya", "preecha", "jinda", "uthai"])
def test_only_department_and_ministry_make_rounds_and_see_them(who: str) -> None:
    stories(1)
    made = new()
    with pytest.raises(NotAllowed):
        rounds.make(rounds.NewRound("happy-2563", "x", criteria=telling_judges.RUBRIC), by=actor(who))
    with pytest.raises(Missing):
        rounds.seen(made.code, actor(who))
    assert rounds.seen(made.code, actor("nok")) == made


def test_a_round_chooses_as_many_as_its_campaign_has_told_everybody() -> None:
    stories(4)
    Campaign.objects.update(winners_count=2)
    assert new(listed=4).winners == 2
    with pytest.raises(Refused) as refused:
        new(listed=2)
    assert refused.value.field == "listed"
    assert "เลือก 2 เรื่อง" in str(refused.value.message)


def test_fewer_than_three_judges_a_story_are_refused() -> None:
    telling.campaign()
    with pytest.raises(Refused):
        new(each=2)
    assert new(each=3).each == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.update(each=2)


def test_who_sits_in_the_jury_organises_nothing_of_it() -> None:
    stories(1)
    made = new()
    nok = actor("nok")
    from sangsuk.accounts.models import User
    from sangsuk.offices.models import Office

    offices.appoint(User.objects.get(pk=nok.user_id), Office.objects.get(code="DOPA"), "judge")
    jury.seat(made, User.objects.get(pk=nok.user_id), home="", by=actor("dao"), now=MONDAY)
    with pytest.raises(Missing):
        rounds.seen(made.code, nok)


def test_the_list_is_filled_from_what_passes_and_says_why() -> None:
    told = stories()
    made = new()
    stories_actions.move(told[3], "withdraw", by=CITIZEN)
    entries = listing.fill(made, by=actor("dao"), now=MONDAY)
    assert len(entries) == 9
    assert told[3].code not in {one.story.code for one in entries}
    assert all({"region", "theme", "equals"} <= set(one.why) for one in entries)
    assert listing.fill(made, by=actor("dao"), now=MONDAY) == []


def test_the_screen_reads_what_speaks_against_a_story_from_its_rows() -> None:
    told = stories(6)
    Story.objects.filter(pk=told[0].pk).update(outside_window=True)
    Story.objects.filter(pk=told[1].pk).update(severity=4)
    asked = {"kind": "same_words", "offices": ["5003"], "found_at": MONDAY}
    RingFlag.objects.create(key="open", **asked).stories.add(told[2])
    fine = {"state": RingFlag.FINE, "decided_at": MONDAY, "why": "คนในครอบครัวเดียวกัน"}
    RingFlag.objects.create(key="fine", **asked, **fine).stories.add(told[5])
    stories_actions.move(told[3], "consent", by=CITIZEN, data={"uses": {"film": False}}, now=MONDAY)
    stories_actions.move(told[4], "take_down", by=actor("dao"), data={"why": "ผู้ถูกกล่าวถึงขอให้นำออก"}, now=MONDAY)

    def found(made: Round) -> list[set[str]]:
        by_code = {one.candidate.code: one for one in listing.screened(made)}
        return [{one.code for one in by_code[story.code].findings} for story in told]

    against = found(new(least_letters=0))
    assert against == [{"late"}, {"heavy"}, {"ring"}, {"no_consent"}, {"unmoderated"}, set()]
    assert found(new(least_letters=0, late_too=True)) == [set(), *against[1:]]


def test_a_reader_marks_for_herself_and_may_change_it() -> None:
    told = stories(2)
    made = new()
    listing.mark(made, told[0], 0, by=actor("dao"))
    listing.mark(made, told[0], 3, by=actor("dao"))
    listing.mark(made, told[0], 1, by=actor("nok"))
    found = {one.candidate.code: one.candidate.marks for one in listing.screened(made)}
    assert sorted(found[told[0].code]) == [1, 3] and found[told[1].code] == ()
    with pytest.raises(Refused):
        listing.mark(made, told[0], 4, by=actor("dao"))


def test_a_story_comes_on_and_off_the_list_by_hand_with_a_reason_that_stays() -> None:
    told = stories(5)
    made = new(listed=4)
    listing.fill(made, by=actor("dao"), now=MONDAY)
    left = Story.objects.exclude(entries__round=made).get()
    with pytest.raises(Refused):
        listing.add(made, left, reason="เรื่องนี้กรรมการควรได้อ่าน", by=actor("dao"))  # full
    off = made.entries.first()
    assert off is not None
    with pytest.raises(Refused):
        listing.take_off(made, off, reason="ไม่", by=actor("dao"))
    listing.take_off(made, off, reason="เรื่องนี้เคยออกข่าวแล้ว ใครก็จำได้", by=actor("dao"))
    listing.add(made, left, reason="เรื่องนี้กรรมการควรได้อ่าน", by=actor("dao"))
    assert made.entries.filter(off_at=None).count() == 4
    assert set(RoundEvent.objects.filter(round=made).values_list("move", flat=True)) >= {"add", "take_off"}
    assert len(told) == 5


def test_a_story_that_comes_back_onto_the_list_is_read_with_its_words_of_now() -> None:
    stories()
    made = listed()
    off, again = made.entries.order_by("pk")[:2]
    for entry in (off, again):
        listing.take_off(made, entry, reason="เรื่องนี้เคยออกข่าวแล้ว ใครก็จำได้", by=actor("dao"))
    Story.objects.filter(pk=off.story_id).update(text_shown="ผู้ตรวจเปลี่ยนถ้อยคำของเรื่องนี้แล้ว")
    back = listing.add(made, Story.objects.get(pk=off.story_id), reason="กรรมการควรได้อ่าน", by=actor("dao"))
    assert (back.text == off.text, back.read_at) == (False, None)
    same = listing.add(made, Story.objects.get(pk=again.story_id), reason="กรรมการควรได้อ่าน", by=actor("dao"))
    assert same.read_at == MONDAY


def test_a_packet_holds_no_name_of_author_officer_or_place() -> None:
    stories()
    entry = listed().entries.get(story__office="5001")
    assert [word for word in SECRET if word in entry.text] == []
    assert "กางร่มให้ถึงรถ" in entry.text


def test_words_that_a_person_marks_go_too_and_an_unread_packet_is_handed_to_nobody() -> None:
    stories()
    made = listed()
    entry = made.entries.first()
    assert entry is not None
    changed = listing.read(made, entry, marked=["ร่ม"], fine=False, by=actor("dao"), now=MONDAY)
    assert "ร่ม" not in changed.text
    with pytest.raises(Refused) as refused:
        reading.begin(made, by=actor("dao"), now=MONDAY)
    assert refused.value.code == "unread"


def test_nobody_reads_of_her_home_her_work_or_her_kin() -> None:
    stories()
    made = listed()
    jury.seat(made, judge(2), home="", ties=["3001"], by=actor("dao"), now=MONDAY)
    reading.begin(made, by=actor("dao"), now=MONDAY)
    kinds = set(Conflict.objects.filter(entry__round=made).values_list("entry__story__office", "juror__no", "kind"))
    assert kinds == {("5001", "01", "home"), ("3001", "02", "kin")}
    rows = Assignment.objects.filter(entry__round=made)
    assert not rows.filter(entry__story__office="5001", juror__no="01").exists()
    assert rows.count() == 30


def test_a_post_that_will_end_is_her_work_until_then() -> None:
    stories()
    made, user = listed(), judge(3)
    offices.release(offices.appoint(user, "5002", "officer", valid_from=MONDAY.date()), on=date(2099, 1, 1))
    offices.release(offices.appoint(user, "5003", "officer", valid_from=date(2020, 1, 1)), on=date(2021, 1, 1))
    reading.begin(made, by=actor("dao"), now=MONDAY)
    kinds = Conflict.objects.filter(entry__round=made, juror__no="03").values_list("entry__story__office", "kind")
    assert list(kinds) == [("5002", "work")]


def test_a_packet_that_was_scored_meanwhile_is_not_taken_away() -> None:
    stories()
    made = begun()
    seen = mine(1, made)
    reading.score(Assignment.objects.get(pk=seen.pk), MARKS, by=as_judge(1), now=MONDAY)
    with pytest.raises(NotAllowed):
        reading.release(seen, by=actor("dao"), now=MONDAY)
    assert Assignment.objects.get(pk=seen.pk).scored_at == MONDAY
    other = Assignment.objects.filter(entry__round=made, taken_at=None, scored_at=None).first()
    assert other is not None
    reading.release(Assignment.objects.get(pk=other.pk), by=actor("dao"), now=MONDAY)
    with pytest.raises(NotAllowed):
        reading.release(other, by=actor("dao"), now=MONDAY)
    assert Assignment.objects.filter(entry=other.entry_id, taken_at=None).count() == 3


def test_marks_are_sealed_and_nobody_reads_them_before_the_end() -> None:
    stories()
    made = begun()
    one = mine(1, made)
    reading.score(one, MARKS, comment="ความเห็นลับ", by=as_judge(1), now=MONDAY)
    row = Assignment.objects.values().get(pk=one.pk)
    assert row["opened"] is None
    assert b"beyond" not in bytes(row["marks"]) and "ความเห็นลับ".encode() not in bytes(row["comment"])
    one.refresh_from_db()
    assert reading.own(one, as_judge(1)) == (MARKS, "ความเห็นลับ")
    with pytest.raises(Missing):
        reading.own(one, as_judge(2))
    for look in (deciding.given, deciding.result, deciding.document):
        with pytest.raises(NotAllowed):
            look(made)
    assert all(set(row) == {"no", "name", "given", "done"} for row in reading.progress(made))
    with pytest.raises(Refused):
        reading.end(made, by=actor("dao"), now=MONDAY)


def test_a_judge_scores_only_her_own_packets_and_only_while_the_round_lasts() -> None:
    stories()
    made = begun()
    one = mine(1, made)
    for n in (2, 3):
        if not Assignment.objects.filter(entry=one.entry, juror__no=f"0{n}").exists():
            with pytest.raises(Missing):
                reading.hers(one.entry.packet, as_judge(n))
        with pytest.raises(NotAllowed):
            reading.score(one, MARKS, by=as_judge(n), now=MONDAY)
    for who in ("dao", "nok", "malee", "preecha"):
        assert not Assignment.objects.visible_to(actor(who)).exists()
    reading.end(scored(made), by=actor("dao"), now=MONDAY)
    with pytest.raises(NotAllowed):
        reading.score(one, MARKS, by=as_judge(1), now=MONDAY)


def test_who_knows_the_story_hands_it_on_to_another_and_never_gets_it_back() -> None:
    stories()
    made = begun()
    one = mine(1, made)
    after = reading.declare(one, by=as_judge(1), now=MONDAY)
    assert after.juror != one.juror and after.entry == one.entry
    assert Assignment.objects.filter(entry=one.entry, taken_at=None).count() == 3
    with pytest.raises(Missing):
        reading.hers(one.entry.packet, as_judge(1))
    assert Conflict.objects.get(entry=one.entry, juror=one.juror).kind == "declared"


def test_exactly_three_are_chosen_and_the_best_of_them_are_the_best() -> None:
    stories()
    made = ended()
    chosen = deciding.decide(made, by=actor("dao"), now=MONDAY)
    assert [one.place for one in chosen] == [1, 2, 3]
    assert {telling_judges.worth(one.entry) for one in chosen} <= {4, 5}
    assert deciding.winners_of(made) == []
    made.refresh_from_db()
    deciding.announce(made, by=actor("dao"), now=MONDAY)
    assert [entry.pk for entry in deciding.winners_of(made)] == [one.entry_id for one in chosen]


def test_the_database_has_no_place_for_a_fourth_and_none_for_a_second_announcement() -> None:
    stories()
    made = ended()
    deciding.decide(made, by=actor("dao"), now=MONDAY)
    other = made.entries.exclude(selections__round=made).first()
    assert other is not None
    for of, place in ((3, 4), (4, 4), (3, 3)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Selection.objects.create(round=made, of=of, place=place, entry=other)
    made.refresh_from_db()
    deciding.announce(made, by=actor("dao"), now=MONDAY)
    with pytest.raises(DatabaseError, match="exactly_its_number"), transaction.atomic():
        Selection.objects.filter(round=made, place=3).delete()
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(
            code="X", campaign=made.campaign, title="x", winners=3, commitment="x", made_at=MONDAY, state="announced",
            ended_at=MONDAY, seed_shown="00",
        )  # fmt: skip


def test_an_exchange_takes_two_people_and_a_reason_and_keeps_the_number() -> None:
    stories()
    made = ended()
    chosen = deciding.decide(made, by=actor("dao"), now=MONDAY)
    made.refresh_from_db()
    into = deciding.result(made).places[3].packet
    exchange = Exchange(chosen[2].entry.packet, into, REASON)
    with pytest.raises(Refused):
        deciding.propose(made, Exchange(exchange.out, into, "สั้นไป"), by=actor("dao"))
    waiting = deciding.propose(made, exchange, by=actor("dao"), now=MONDAY)
    with pytest.raises(NotAllowed):
        deciding.confirm(made, waiting, by=actor("dao"), now=MONDAY)
    with pytest.raises(Refused):
        deciding.announce(made, by=actor("dao"), now=MONDAY)
    deciding.confirm(made, waiting, by=actor("nok"), now=MONDAY)
    assert {one.entry.packet for one in deciding.chosen(made)} == {chosen[0].entry.packet, chosen[1].entry.packet, into}
    assert deciding.document(made)["ours"]["chosen"] == sorted(one.entry.packet for one in deciding.chosen(made))


def test_what_an_author_takes_back_is_read_and_chosen_no_more() -> None:
    stories()
    made = begun()
    one = mine(1, made)
    stories_actions.move(one.entry.story, "withdraw", by=CITIZEN)
    with pytest.raises(Missing):
        reading.hers(one.entry.packet, as_judge(1))
    over = reading.end(scored(made), by=actor("dao"), now=MONDAY)
    chosen = deciding.decide(over, by=actor("dao"), now=MONDAY)
    assert len(chosen) == 3 and one.entry_id not in {row.entry_id for row in chosen}


def test_the_record_is_recomputed_by_the_script_and_names_nobody(tmp_path: Any) -> None:
    from sangsuk.stories.judging.record import written
    from stories_script import recompute

    stories()
    made = ended()
    deciding.decide(made, by=actor("dao"), now=MONDAY)
    made.refresh_from_db()
    document = deciding.document(made)
    said = written(document)
    ran = recompute(document, tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    names = [*SECRET, "กรรมการที่", "อ่านแล้วเห็นภาพ", *Story.objects.values_list("code", flat=True)]
    assert [name for name in names if name in said] == []
    assert written(json.loads(said)) == said


def test_the_order_is_worked_out_once_for_the_same_marks() -> None:
    """Every page that tells of an announced choice asks for it, and the public may open them as often as it likes."""
    stories()
    made = ended()
    assert deciding.result(made) is deciding.result(Round.objects.get(pk=made.pk))
    record = deciding.document(made)
    packet = record["ours"]["places"][0]["packet"]
    Entry.objects.filter(round=made, packet=packet).update(off_at=MONDAY)
    assert packet not in [one.packet for one in deciding.result(made).places]


def test_the_history_of_a_round_holds_no_mark_no_text_and_no_author() -> None:
    stories()
    made = ended()
    said = json.dumps([*RoundEvent.objects.filter(round=made).values("move", "data", "actor_name")], ensure_ascii=False)
    assert [word for word in (*SECRET, "beyond", "กางร่ม") if word in said] == []
    assert Entry.objects.filter(round=made).count() == 10


def test_words_that_changed_while_the_screen_was_opened_keep_their_own_sketch(monkeypatch: pytest.MonkeyPatch) -> None:
    told, made = stories(), new()
    StoryWords.objects.update(sketch=b"")  # as after an update from before they were kept

    def meanwhile(text: str) -> list[int]:
        StoryWords.objects.filter(story=told[0]).update(sketch=b"\x01\x00\x00\x00")
        return [7]

    monkeypatch.setattr(listing, "sketch", meanwhile)
    found = {one.candidate.code: tuple(one.candidate.sketch) for one in listing.screened(made)}
    assert found[told[0].code] == (1,) and found[told[1].code] == (7,)
    assert bytes(StoryWords.objects.get(story=told[0]).sketch) == b"\x01\x00\x00\x00"


def test_the_screen_keeps_what_takes_long_and_follows_every_change_of_the_words(
    django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words are cut once for each wording, and never again when the screen is opened."""
    told = stories()
    made = new()
    StoryWords.objects.update(sketch=b"")  # as after an update from before they were kept
    first = {one.candidate.code: one for one in listing.screened(made)}
    assert not StoryWords.objects.filter(sketch=b"").exists()
    monkeypatch.setattr(listing, "sketch", lambda _text: pytest.fail("cut again"))
    with django_assert_num_queries(6):
        again = {one.candidate.code: one for one in listing.screened(made)}
    assert {code: one.candidate.sketch for code, one in again.items()} == {
        code: one.candidate.sketch for code, one in first.items()
    }
    assert again[told[1].code].passes
    same = {"title_shown": told[0].title_shown, "text_shown": told[0].text_shown}
    monkeypatch.undo()
    stories_actions.move(Story.objects.get(pk=told[1].pk), "unname", by=Actor.system(), data=same, now=MONDAY)
    found = {one.candidate.code: [f.code for f in one.findings] for one in listing.screened(made)}
    assert "twin" in found[told[1].code] and "twin" not in found[told[0].code]
