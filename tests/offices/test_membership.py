"""Who works where, and as whom a person acts."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.asserts import assertNumQueries

from sangsuk.accounts.models import User
from sangsuk.common.errors import Refused
from sangsuk.offices import actions, queries
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Membership, Office

pytestmark = pytest.mark.django_db
START = date(2026, 1, 5)


@pytest.fixture
def malee(world: None) -> User:
    return User.objects.create(email="malee@example.org", name="มาลี รักงาน")


def test_an_officer_acts_for_her_office(malee: User) -> None:
    actions.appoint(malee, Office.objects.get(code="5001"), "officer", valid_from=START)
    with assertNumQueries(1):
        actor = queries.actor_for(malee)
    assert actor == Actor(
        kind="staff", user_id=malee.pk, name="มาลี รักงาน", role="officer", office_code="5001",
        office_level="district", province_code="50", channel="desk", leads=True,
    )  # fmt: skip


def test_who_works_nowhere_or_did_not_sign_in_is_nobody(malee: User) -> None:
    assert queries.actor_for(malee) is None
    with assertNumQueries(0):
        assert queries.actor_for(AnonymousUser()) is None


def test_a_closed_account_is_nobody(malee: User) -> None:
    actions.appoint(malee, "5001", "officer", valid_from=START)
    malee.is_active = False
    assert queries.actor_for(malee) is None


def test_a_membership_counts_from_its_first_day_to_the_day_before_its_last(malee: User) -> None:
    today = timezone.localdate()
    membership = actions.appoint(malee, "5001", "officer", valid_from=today + timedelta(days=1))
    assert queries.actor_for(malee) is None
    Membership.objects.filter(pk=membership.pk).update(valid_from=today)
    assert queries.actor_for(malee) is not None
    Membership.objects.filter(pk=membership.pk).update(valid_from=START, valid_to=today)
    assert queries.actor_for(malee) is None


def test_of_two_offices_the_one_named_or_the_one_joined_last(malee: User) -> None:
    actions.appoint(malee, "5001", "officer", valid_from=START)
    actions.appoint(malee, "5000", "chief", valid_from=START + timedelta(days=1))
    latest, named = queries.actor_for(malee), queries.actor_for(malee, "api", office_code="5001")
    assert latest is not None and latest.office_code == "5000"
    assert named is not None and (named.office_code, named.channel) == ("5001", "api")
    assert queries.actor_for(malee, office_code="5101") is None


def test_appointing_again_changes_the_role_and_nothing_else(malee: User) -> None:
    actions.appoint(malee, "5001", "officer", valid_from=START)
    again = actions.appoint(malee, "5001", "chief")
    assert (again.role, again.valid_from) == ("chief", START)
    assert Membership.objects.filter(user=malee).count() == 1


@pytest.mark.parametrize(
    ("office", "role", "code"), [("5001", "king", "unknown_role"), ("0000", "officer", "unknown_office")]
)
def test_an_unknown_role_or_office_is_refused(malee: User, office: str, role: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.appoint(malee, office, role)
    assert refused.value.code == code
    assert not Membership.objects.filter(user=malee).exists()


def test_who_leaves_acts_no_more_and_may_come_back(malee: User) -> None:
    membership = actions.appoint(malee, "5001", "officer", valid_from=START)
    actions.release(membership, on=timezone.localdate())
    assert queries.actor_for(malee) is None
    actions.appoint(malee, "5001", "officer")
    assert queries.actor_for(malee) is not None
    assert Membership.objects.filter(user=malee).count() == 2


def test_a_membership_released_before_it_began_never_was(malee: User) -> None:
    membership = actions.appoint(malee, "5001", "officer", valid_from=START)
    actions.release(membership, on=START)
    assert not Membership.objects.filter(user=malee).exists()


def test_the_database_keeps_one_open_membership_for_a_person_in_an_office(malee: User) -> None:
    Membership.objects.create(user=malee, office_id="5001", role="officer", valid_from=START)
    with pytest.raises(IntegrityError, match="one_open_membership"), transaction.atomic():
        Membership.objects.create(user=malee, office_id="5001", role="chief", valid_from=START)


def test_a_citizen_and_the_system_have_no_office() -> None:
    assert Actor.citizen("web") == Actor("citizen", None, "", "citizen", "", "", "", "web")
    assert Actor.system().kind == "system"
    assert not Actor.citizen("web").is_staff
