"""A story becomes a case, an ended case invites a story; nobody else learns that they are one person's."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

import factories
import storytelling as telling
from answering import bad
from factories import MONDAY
from people import CITIZEN, STAFF, actor, user
from sangsuk.cases.models import Case, CaseEvent, Reporter
from sangsuk.cases.reporters import contact
from sangsuk.common import ids
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.stories import actions as stories
from sangsuk.stories.answers import rails
from sangsuk.stories.models import Story, StoryCase, StoryEvent

pytestmark = pytest.mark.usefixtures("world")


def sent(story: Story, **changes: Any) -> Case:
    data = {"description": rails.prefill(story).description, "accuses": True, "identity": "none"} | changes
    return rails.become_case(story, by=CITIZEN, now=MONDAY, **data).case


def test_her_own_words_stand_there_already_and_pressing_twice_is_one_case() -> None:
    story = bad()
    ready = rails.prefill(story)
    assert story.text_shown in ready.description
    assert (ready.district, ready.office, ready.has_contact) == ("5001", "5001", True)
    first, again = sent(story), sent(story)
    assert first.pk == again.pk
    assert (Case.objects.count(), StoryCase.objects.count()) == (1, 1)
    assert not rails.may_become_case(story)


def test_an_accusation_is_sealed_from_the_office_and_another_has_it() -> None:
    case = sent(bad())
    assert case.accused == ["5001"]
    assert case.office_id != "5001"
    for who in ("malee", "suda"):
        assert not Case.objects.visible_to(actor(who)).exists()


def test_without_accusation_the_district_itself_helps() -> None:
    case = sent(bad(), accuses=False)
    assert (case.office_id, case.accused) == ("5001", [])
    assert Case.objects.visible_to(actor("malee")).get() == case


@pytest.mark.parametrize(
    ("identity", "known"), [("none", ""), ("hidden", telling.BUNMA.phone), ("named", telling.BUNMA.phone)]
)
def test_her_contact_goes_along_only_when_she_wants(identity: str, known: str) -> None:
    case = sent(bad(), identity=identity)
    assert contact(case).phone == known
    assert Reporter.objects.filter(case=case).exists() is bool(known)


def test_whoever_left_no_contact_is_told_so_at_the_field() -> None:
    story = bad(author=telling.Person())
    with pytest.raises(Refused) as refused:
        sent(story, identity="hidden")
    assert refused.value.field == "identity"
    assert not Case.objects.exists()


def test_who_told_without_a_name_is_asked_for_it_and_nothing_is_put_in_its_place() -> None:
    story = bad(author=telling.Person("", telling.BUNMA.phone))
    assert not rails.prefill(story).has_name
    with pytest.raises(Refused) as refused:
        sent(story, identity="hidden")
    assert refused.value.field == "name"
    assert contact(sent(story, identity="hidden", name="บุญมา ยิ้มง่าย")).name == "บุญมา ยิ้มง่าย"


@pytest.mark.parametrize("who", sorted(STAFF))
def test_no_official_makes_a_case_of_somebodys_story(who: str) -> None:
    with pytest.raises(NotAllowed):
        rails.become_case(bad(), description="x" * 40, accuses=True, identity="none", by=actor(who))


def test_praise_and_what_was_withdrawn_become_no_case() -> None:
    gone = bad(2)
    stories.move(gone, "withdraw", by=CITIZEN)
    for story in (telling.published(), gone):
        with pytest.raises(NotAllowed):
            sent(story)


def test_neither_the_story_nor_the_case_says_a_word_of_the_other() -> None:
    story = bad()
    version, events = story.version, StoryEvent.objects.count()
    case = sent(story)
    story.refresh_from_db()
    assert (story.version, StoryEvent.objects.count()) == (version, events)
    said = str([*CaseEvent.objects.values_list("data", "changes")]) + str(
        Case.objects.filter(pk=case.pk).values().get()
    )
    assert story.code not in said
    assert case.number not in str(Story.objects.filter(pk=story.pk).values().get())


def test_only_who_has_the_case_in_hand_reads_the_link_and_never_the_office_of_the_story() -> None:
    story = bad()
    case = sent(story)
    for who in STAFF:
        owns = actor(who).office_code == case.office_id and actor(who).role in ("officer", "chief")
        found = rails.story_for_owner(case, actor(who))
        assert (found is not None) == (owns and Case.objects.visible_to(actor(who)).exists()), who
    unsealed = sent(bad(2), accuses=False)
    assert rails.story_for_owner(unsealed, actor("suda")) is None


def test_taken_back_the_story_is_not_shown_to_the_owner_of_the_case_any_more() -> None:
    story = bad()
    case = sent(story)
    suits = [who for who in STAFF if rails.story_for_owner(case, actor(who))]
    stories.move(story, "withdraw", by=CITIZEN)
    assert not [who for who in suits if rails.story_for_owner(case, actor(who))]


ADDRESSES = (
    "/desk/",
    "/desk/today",
    "/desk/load",
    "/desk/reports",
    "/api/v1/cases",
    "/desk/stories/answers",
    "/desk/stories/pledges",
)


def pages(client: Client) -> Iterator[str]:
    for address in ADDRESSES:
        yield client.get(address, follow=True).content.decode()


def test_no_page_and_no_api_of_the_accused_office_changes_by_the_case() -> None:
    story = bad()
    case_number = ""
    told: list[list[str]] = []
    for step in range(2):
        if step:
            case_number = sent(story).number
        seen = []
        for who in ("malee", "suda"):
            client = Client()
            client.force_login(user(who))
            seen += [page.replace(who, "") for page in pages(client)]
        told.append(seen)
    assert case_number
    assert not [page for page in told[1] if case_number in page]


def settled() -> Case:
    made = factories.submitted()
    Case.objects.filter(pk=made.case.pk).update(
        status="settled", closed_at=MONDAY, solved="yes", due_at=None, tick_at=None
    )
    return Case.objects.get(pk=made.case.pk)


def test_who_is_content_is_invited_once_and_the_token_says_nothing_of_the_case() -> None:
    case = settled()
    token = rails.invite(case, now=MONDAY)
    assert case.number not in token
    assert ids.secret_key(case.client_id) not in token
    assert rails.invited(token, now=MONDAY) == rails.Invited("5001")
    story = telling.story()
    assert rails.told_by_invitation(token, story, now=MONDAY)
    assert not rails.told_by_invitation(token, telling.story(2), now=MONDAY)
    assert rails.invited(token, now=MONDAY) is None
    assert (rails.story_of(case), [one.case for one in rails.cases_of(story)]) == (story, [case])
    assert not rails.may_invite(case)


def test_a_token_ends_and_a_new_one_ends_the_old() -> None:
    case = settled()
    old = rails.invite(case, now=MONDAY)
    new = rails.invite(case, now=MONDAY)
    assert rails.invited(old, now=MONDAY) is None
    assert rails.invited(new, now=MONDAY)
    assert rails.invited(new, now=MONDAY + rails.INVITATION) is None
    for nothing in ("", "x", "x" * 500, new[:-1]):
        assert rails.invited(nothing, now=MONDAY) is None


@pytest.mark.parametrize(
    "but", [{"solved": "no"}, {"solved": ""}, {"secrecy": "secret"}, {"accused": ["5002"]}, {"status": "withdrawn"}]
)
def test_nobody_else_is_invited(but: dict[str, Any]) -> None:
    case = settled()
    Case.objects.filter(pk=case.pk).update(**but)
    with pytest.raises(NotAllowed):
        rails.invite(Case.objects.get(pk=case.pk))
