"""The demo world makes sense."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from factories import MONDAY
from sangsuk.accounts.models import User
from sangsuk.cases import overseeing, replay, seconding, verifying, workflow
from sangsuk.cases.models import Attachment, Case, CaseEvent, SecondLook
from sangsuk.cases.reporters import contact
from sangsuk.catalog import queries as catalog
from sangsuk.config.demo import making, scripts
from sangsuk.config.demo.staff import FOCUS, HEADLINERS, PASSWORD
from sangsuk.config.demo.stories import moderating, page_posts, praises, stories, today
from sangsuk.config.demo.stories.scenes import SCENES
from sangsuk.config.demo.telling import Teller
from sangsuk.config.demo.topics import NAMES, topics
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.ledger import log
from sangsuk.ledger.models import Reading, ReadingAlarm
from sangsuk.notifications.models import Message, Webhook
from sangsuk.offices import queries as offices
from sangsuk.stories import recording
from sangsuk.stories.answers import machine as answering_machine
from sangsuk.stories.answers import recording as pledges
from sangsuk.stories.campaigns import sheets
from sangsuk.stories.judging import deciding
from sangsuk.stories.models import (
    Answering,
    Campaign,
    Certificate,
    FeedbackCard,
    Film,
    ImprovementItem,
    Pledge,
    Praised,
    RingFlag,
    Round,
    SourcePost,
    Story,
    StoryAnswer,
    StoryEvent,
)
from sangsuk.stories.recognition import asking, certificates, people, yearly
from sangsuk.stories.standing import PASSED
from sangsuk.thai import bangkok_date
from sangsuk.thai.dates import fiscal_year_be
from typefaces import needs_thai_font

GAPS = dict.fromkeys(
    ("village", "moo", "temple", "school", "spot", "since", "day", "hour", "n", "who", "pol", "agency"), "ก"
)  # fmt: skip


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The world is made once; what it wrote is taken back at the end."""
    from sangsuk.common.remember import forget_all

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        from django.conf import settings

        patch.setattr(settings, "REMEMBER_SECONDS", 600)
        forget_all()
        with transaction.atomic():
            making.make()
            yield
            transaction.set_rollback(True)
        forget_all()


@pytest.mark.parametrize("name", NAMES)
def test_every_topic_has_codes_that_exist_and_sentences_that_can_be_filled(name, world):
    topic = topics()[NAMES.index(name)]
    assert topic.category in catalog.all_categories()
    assert f"50-{topic.agency}" in offices.directory()
    assert {code for code, _ in topic.answers} <= {s.code for s in catalog.settlements()}
    for field, value in vars(topic).items():
        if isinstance(value, tuple) and field not in ("months",):
            assert value or field == "regions", field
            for one in value:
                for sentence in one if isinstance(one, tuple) else (one,):
                    assert isinstance(sentence, str), field
                    assert len(sentence) > 1, f"{field}: a comma is missing"
                    sentence.format(**GAPS)


def test_there_are_more_than_two_hundred_matters_and_no_two_troubles_read_alike(demo):
    described = list(Case.objects.values_list("description", flat=True))
    short = Case.objects.filter(mission__in=("advice", "information")).count()
    told = list(Case.objects.exclude(mission__in=("advice", "information")).values_list("description", flat=True))
    assert len(told) == len(set(told))
    assert len(described) - short >= 230


def test_every_status_and_every_move_is_there(demo):
    assert set(Case.objects.values_list("status", flat=True)) == set(workflow.STATUSES)
    rare = {
        "clocks_moved",
        "refuse",
        "step_aside",
        "seal_late",
    }  # a day off announced late; a refusal waits for a second person as `propose`
    assert set(CaseEvent.objects.values_list("move", flat=True)) >= {*workflow.MOVES, "submit"} - rare


def test_every_life_is_lived_to_its_end_at_whatever_hour_the_world_is_made(demo):
    for hours in range(0, 24 * 8, 17):
        now = MONDAY + timedelta(hours=hours)
        world = making.World(Random(making.SEED), now, making.SEED)
        cut = {
            plan.life.name
            for plan in world.plan()
            if world._end(plan.begins_at, plan.life, plan.hours, plan.district) > now
        }
        assert not cut, now


def test_every_region_has_its_share(demo):
    regions = Counter(making.REGIONS[code[0]] for code in Case.objects.values_list("province_code", flat=True))
    assert all(regions[region] >= 10 for region in ("north", "isan", "central", "south")), regions


def test_few_are_late(demo):
    late = Case.objects.overdue(timezone.now()).count()
    assert 4 <= late <= 70


def test_malee_has_enough_to_do(demo):
    malee = offices.actor_for(User.objects.get(email=HEADLINERS[4].email))
    from sangsuk.cases.queries import queue

    counts = queue(malee, "open").counts
    assert 25 <= counts["open"] <= 80
    assert all(counts[tab] for tab in ("new", "mine", "late", "agency")), counts


def test_the_events_rebuild_every_row(demo):
    assert list(replay.differences()) == []


def test_time_runs_forward_and_never_ahead(demo):
    last: dict[int, object] = {}
    for event in CaseEvent.objects.order_by("case_id", "seq"):
        assert event.at <= timezone.now()
        assert last.get(event.case_id, event.at) <= event.at
        last[event.case_id] = event.at
    assert Case.objects.filter(submitted_at__gt=timezone.now() - timedelta(days=1)).count() >= 5


def test_officials_work_in_office_hours(demo):
    for event in CaseEvent.objects.filter(actor_kind="staff").exclude(move="submit").select_related("case"):
        calendar = deadlines.calendar(event.case.province_code)
        opened = clock.deemed_received(event.at - timedelta(minutes=1), calendar)
        assert opened <= event.at, (event, event.at)


def test_nobody_real_is_in_it(demo):
    for case in Case.objects.filter(reporter__isnull=False):
        person = contact(case)
        assert person.name.endswith("(สมมติ)")
        assert person.phone.startswith("08155501")
        assert person.email == ""


def test_messages_went_out_when_they_were_due(demo):
    assert Message.objects.count() > 100
    assert not Message.objects.filter(sent_at=None).exists()
    late = [(m.code, m.about) for m in Message.objects.all() if m.sent_at - m.due_at >= timedelta(minutes=1)]
    assert late == []


def test_some_have_pictures(demo):
    assert Attachment.objects.count() >= 10


def test_the_headliners_can_sign_in_and_are_only_examples(demo):
    for post in HEADLINERS:
        user = User.objects.get(email=post.email)
        assert user.check_password(PASSWORD)
        assert user.email.endswith(".sangsuk.example")


def test_the_lives_are_more_than_two_hundred():
    assert sum(life.count for life in (*scripts.LIVES, *scripts.BANGKOK)) >= 250


def test_the_same_seed_tells_the_same(world):
    from random import Random

    now = timezone.now()
    first, second = (
        [Teller(Random(7)).story(topic, now).description for topic in topics()] for _ in range(2)
    )  # fmt: skip
    assert first == second


@pytest.mark.django_db
def test_the_demo_is_never_made_beside_real_matters(world, capsys):
    from factories import case

    case()
    call_command("demo")
    assert Case.objects.count() == 1


def test_who_looked_is_told_in_office_hours_with_one_finding_decided_and_one_waiting(demo):
    looks = list(Reading.objects.order_by("id"))
    assert len(looks) >= 9
    assert not [look for look in looks if look.after_hours]
    assert [look.at for look in looks] == sorted(look.at for look in looks)
    assert dict(ReadingAlarm.objects.values_list("rule", "justified")) == {"closed.case": True, "secret": None}


def test_a_sealed_matter_was_opened_by_two_and_another_question_waits_for_the_chief(demo):
    used, waits = SecondLook.objects.order_by("id")
    assert used.agreed
    assert used.used_at is not None
    suda = offices.actor_for(User.objects.get(email="suda@5001.sangsuk.example"), "desk")
    assert list(seconding.waiting(suda)) == [waits]


def test_who_agreed_to_a_look_does_not_judge_it(demo):
    suda, daranee = (
        offices.actor_for(User.objects.get(email=f"{who}.sangsuk.example"), "desk")
        for who in ("suda@5001", "daranee@moi")
    )
    assert [alarm.rule for alarm in overseeing.alarms_for(suda)] == ["closed.case"]
    assert {alarm.rule for alarm in overseeing.alarms_for(daranee)} == {"closed.case", "secret"}


def test_an_agency_is_told_by_webhook_and_yesterday_is_closed(demo):
    assert Webhook.objects.get().office_code == "50-electricity"
    assert log.last().day == bangkok_date(timezone.now()) - timedelta(days=1)
    assert verifying.verify().said == []


def test_three_hundred_stories_of_december_2563_were_read_and_passed(demo):
    of_december = Story.objects.filter(campaign="happy-2563")
    assert of_december.count() == 300
    assert of_december.filter(status="published").count() >= 270
    assert of_december.filter(outside_window=True).count() == 3
    assert set(of_december.values_list("status", flat=True)) == {"published", "kept", "rejected", "withdrawn"}
    assert list(recording.differences()) == []


def test_a_campaign_is_open_with_stories_that_wait(demo):
    of_today = Story.objects.filter(campaign="happy-now", received_at__lte=timezone.now())
    assert of_today.count() == 25
    assert of_today.filter(status="received").count() >= 9
    assert of_today.filter(status="published").count() >= 8
    assert Campaign.objects.get(code="happy-now").holds(timezone.now())


def test_nothing_personal_stands_in_a_published_story_and_nobody_is_named_who_was_not_asked(demo):
    shown = list(Story.objects.published().values_list("title_shown", "text_shown"))
    told = "\n".join(text for pair in shown for text in pair)
    assert "081-555" not in told
    assert not [name for name in (*moderating.HIDDEN, *moderating.BY_HAND) if name in told]
    assert not [one.praised for one in stories() if one.praised and one.praised in told]


def test_a_danger_was_looked_at_within_the_hour(demo):
    seen = StoryEvent.objects.filter(move="duty").select_related("story")
    assert len(seen) == 2
    assert all(event.at - event.story.received_at < timedelta(hours=1) for event in seen)


def test_nine_of_ten_were_answered_most_in_time_and_little_is_left_for_the_machine(demo):
    owed = Answering.objects.filter(story__campaign="happy-2563", story__status__in=("published", "kept"))
    answered = owed.exclude(answered_at=None)
    assert 0.87 <= answered.count() / owed.count() <= 0.95
    late = answered.filter(answered_at__gt=F("due_at")).count()
    assert 0.05 <= late / answered.count() <= 0.25
    with transaction.atomic():
        assert answering_machine.tick(timezone.now()) <= 3
        transaction.set_rollback(True)


def test_how_severe_the_stories_are_is_spread(demo):
    passed = Story.objects.filter(status__in=("published", "kept"))
    assert set(passed.exclude(tone="positive").values_list("severity", flat=True)) == {1, 2, 3, 4, 5}
    assert not passed.filter(tone="negative", severity=0).exists()
    assert 20 <= passed.filter(severity=3).count() <= 50
    assert passed.filter(tone="positive", severity__gt=0).count() <= 2


def test_most_of_what_went_wrong_is_mended(demo):
    items = Counter(ImprovementItem.objects.filter(story__campaign="happy-2563").values_list("status", flat=True))
    assert items["done"] >= 0.7 * items.total()
    assert items["waiting"] >= 3
    assert items["taken_up"] >= 3


def test_what_was_suggested_is_done_planned_or_waits(demo):
    items = ImprovementItem.objects.filter(case__isnull=False).order_by("said_at")
    assert [item.status for item in items] == ["done", "doing", "waiting"]
    assert Message.objects.filter(code="case-improved").count() == 1


def test_offices_answered_and_most_promises_were_kept(demo):
    assert StoryAnswer.objects.count() >= 260
    states = Counter(Pledge.objects.values_list("status", flat=True))
    assert states["promised"] >= 2
    assert states["done"] + states["confirmed"] >= 25
    assert states["confirmed"] >= 8
    assert states["broken"] + states["given_up"] >= 1
    assert list(pledges.differences()) == []


def test_five_judges_chose_three_and_anybody_can_compute_it_again(demo):
    round_ = Round.objects.get(campaign="happy-2563")
    assert round_.state == "announced"
    assert round_.selections.count() == 3
    assert round_.jurors.count() == 5
    assert [one.entry.packet for one in deciding.chosen(round_)] == list(deciding.result(round_).chosen)


def test_three_films_stand_at_three_stages(demo):
    """Each where its scene says; the judges give the first marks to those of which a scene is written, in whatever order."""
    made = {film.story.title_shown: film.state for film in Film.objects.select_related("story")}
    assert made == {title: scene.stage for title, scene in SCENES.items()}
    assert sorted(made.values()) == ["approving", "published", "writing"]


def test_cards_lie_at_the_counters_of_the_tour(demo):
    offices_of = Counter(FeedbackCard.objects.values_list("office_id", flat=True))
    assert offices_of == dict.fromkeys(FOCUS, 24)
    assert FeedbackCard.objects.exclude(line="").count() >= 15
    assert set(FeedbackCard.objects.values_list("tone", flat=True)) == {"positive", "negative", "mixed"}


def suda_and(who: str):
    return [
        offices.actor_for(User.objects.get(email=f"{one}.sangsuk.example"), "desk") for one in ("suda@5001", who)
    ]  # fmt: skip


def praised(name: str, actor):
    return next(one for one in people.of_office("5001", actor) if people.name_of(one, actor) == name)


@needs_thai_font
def test_who_allowed_her_name_has_a_certificate_and_stands_in_the_story_that_was_told_after(demo):
    suda, _ = suda_and("malee@5001")
    vilai = praised("นางวิไลพร ดอยคำ (สมมติ)", suda)
    first, later = (praise.story for praise in vilai.praises.order_by("story__received_at"))
    assert "วิไลพร" not in first.text_shown
    assert "คุณวิไลพร" in later.text_shown
    assert [one.name for one in people.shown(later)] == [vilai.name_shown]
    paper = Certificate.objects.get(praised=vilai)
    assert certificates.verified(paper.code).name == vilai.name_shown
    assert certificates.printed(paper, by=suda).startswith(b"%PDF")
    team = praised("ทีมทะเบียนและบัตร (สมมติ)", suda)
    assert team.kind == "team"
    assert team.certificates.count() == 1


def test_malee_has_not_said_yet_and_another_took_it_back(demo):
    suda, malee = suda_and("malee@5001")
    (mine,) = people.mine(malee)
    assert (people.consent_of(mine), people.taken_back_at(mine), mine.name_shown) == (None, None, "")
    regretted = praised("นายสุข ร่มไม้ (สมมติ)", suda)
    assert people.taken_back_at(regretted) is not None
    assert people.consent_of(regretted) is None
    assert regretted.name_shown == ""


def test_who_asked_not_to_be_named_stands_as_a_position_beside_one_who_allowed_it(demo):
    shown = people.shown(Story.objects.get(title_shown="สี่คืนที่เขาไม่ดับไฟ"))
    assert [(one.name, one.position) for one in shown] == [
        ("", "เจ้าหน้าที่ซึ่งขอไม่เอ่ยนาม"), ("นายหมัด คลื่นลม (สมมติ)", "เจ้าหน้าที่ท้ายเรือเร็ว"),
    ]  # fmt: skip


def test_two_offices_that_praise_each_other_are_asked_about_once_and_it_waits_for_the_province(demo):
    flag = RingFlag.objects.get()
    assert (flag.kind, flag.state) == ("reciprocal", RingFlag.OPEN)
    told = sorted(story.title for pair in praises.MUTUAL for story in pair)
    assert sorted(flag.stories.values_list("title_shown", flat=True)) == told
    _, prasit = suda_and("prasit@5000")
    assert asking.listing(prasit) == [flag]
    asked = [
        line
        for story in flag.stories.all()
        for line in yearly.listed(story.office_id, fiscal_year_be(bangkok_date(story.received_at)), by=prasit).lines
    ]
    assert asked
    assert all(line.asked for line in asked)


def test_all_who_are_praised_are_invented_and_everything_is_there(demo):
    assert Praised.objects.count() == len(praises.MEANT)
    suda, prasit = suda_and("prasit@5000")
    names = [people.name_of(one, actor) for actor in (suda, prasit) for one in people.of_office("5001", actor)]
    assert len(names) == 8
    assert all(name.endswith("(สมมติ)") for name in names)


def test_posts_of_the_page_wait_and_one_was_an_advertisement(demo):
    assert Counter(SourcePost.objects.values_list("state", flat=True)) == {"new": len(page_posts.POSTS) - 1, "left": 1}
    assert not Story.objects.filter(status="awaiting").exists()


def test_some_answered_the_questions_of_the_campaign_that_is_open(demo):
    _, dao = suda_and("dao@dopa")
    told = sheets.answers(Campaign.objects.get(code="happy-now"), by=dao)
    passed = Story.objects.filter(campaign="happy-now", status__in=PASSED).values_list("title_shown", flat=True)
    answers = {(one.happy, one.better) for one in today.STORIES if one.title in set(passed)}
    assert {row[-2:] for row in told.rows} == answers  # not of those that wait for a moderator
    assert len(answers - {("", "")}) == 6
