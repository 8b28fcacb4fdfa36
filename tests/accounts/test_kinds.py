"""Officials and citizens have accounts of two kinds, and no way leads from one to the other."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

import people
from sangsuk.accounts import actions, queries
from sangsuk.accounts.adapters import AccountAdapter
from sangsuk.accounts.models import User
from sangsuk.accounts.outside import OutsideAdapter
from sangsuk.common.errors import Refused
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Membership
from sangsuk.offices.queries import actor_for


@pytest.fixture
def bunma(world: None) -> User:
    return User.objects.create(kind=User.Kind.CITIZEN, name="บุญมา ตัวอย่าง")


def test_a_citizen_needs_no_email_and_many_have_none(bunma: User) -> None:
    User.objects.create(kind=User.Kind.CITIZEN, name="สมชาย ตัวอย่าง")
    assert bunma.email is None


@pytest.mark.parametrize("email", [None, ""])
def test_an_official_has_one(db: None, email: Any) -> None:
    with pytest.raises(IntegrityError, match="who_has_no_email_is_a_citizen"), transaction.atomic():
        User.objects.create(name="เจ้าหน้าที่", email=email)


def test_a_citizen_never_acts_at_the_desk_whatever_stands_in_the_tables(bunma: User, client: Client) -> None:
    with pytest.raises(Refused, match="ของประชาชน"):
        offices.appoint(bunma, "5001", "officer")
    Membership.objects.create(user=bunma, office_id="5001", role="officer", valid_from=timezone.localdate())
    assert actor_for(bunma) is None
    client.force_login(bunma)
    assert client.get("/desk/").status_code == 403


def test_a_citizens_password_and_token_open_nothing(bunma: User) -> None:
    bunma.email = "bunma@example.com"
    bunma.set_password("correct horse 9")
    bunma.save()
    assert authenticate(username="bunma@example.com", password="correct horse 9") is None
    token = actions.issue_token(bunma, label="", now=timezone.now())
    assert queries.user_by_token(token, now=timezone.now()) is None


def test_nobody_becomes_an_official_by_signing_in(rf: Any) -> None:
    request = rf.get("/")
    assert not AccountAdapter(request).is_open_for_signup(request)
    assert not OutsideAdapter(request).is_open_for_signup(request, SimpleNamespace(state={"data": {"as": "staff"}}))
    assert (
        AccountAdapter(request).new_user(request).kind
        == OutsideAdapter(request).new_user(request, None).kind
        == "citizen"
    )


def test_an_officials_password_opens_her_account(world: None) -> None:
    malee = people.user("malee")
    assert authenticate(username="MALEE@example.com ", password="correct horse 9") == malee
