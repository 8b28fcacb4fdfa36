"""The first official of a new house; and what is swept away by itself."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

import people
from sangsuk.accounts import actions
from sangsuk.accounts.models import Session, User
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Membership
from sangsuk.offices.queries import actor_for

pytestmark = pytest.mark.usefixtures("world")


def test_the_first_operator_comes_by_a_link_from_the_command_line(client: Client) -> None:
    out = io.StringIO()
    call_command("invite", "First@Example.com", name="คนแรก ตัวอย่าง", stdout=out)
    user = User.objects.get(email="first@example.com")
    actor = actor_for(user)
    assert actor is not None and (actor.role, actor.office_code, actor.elevated) == ("operator", "MOI", False)
    assert not user.has_usable_password()
    address = out.getvalue().strip().partition("/desk/")[2]
    assert client.get(f"/desk/{address}").status_code == 200


@pytest.mark.parametrize("more", [{"office": "nowhere"}, {"role": "officer", "office": "x"}])
def test_an_office_that_is_none_makes_no_account(more: Any) -> None:
    with pytest.raises(CommandError):
        call_command("invite", "first@example.com", name="คนแรก", stdout=io.StringIO(), **more)
    assert not User.objects.filter(email="first@example.com").exists()


def test_old_sessions_and_those_of_people_who_left_are_swept() -> None:
    for who in ("malee", "suda", "anan"):
        Client().force_login(people.user(who))
    now = timezone.now()
    Session.objects.filter(user=people.user("malee")).update(expire_date=now - timedelta(seconds=1))
    today = timezone.localdate()
    Membership.objects.filter(user=people.user("suda")).update(valid_from=today - timedelta(days=2), valid_to=today)
    citizen = User.objects.create(kind="citizen", name="บุญมา ตัวอย่าง")
    Client().force_login(citizen)
    actions.sweep(now)
    assert offices.end_sessions_of_the_released() == 1
    assert set(Session.objects.values_list("user_id", flat=True)) == {people.user("anan").pk, citizen.pk}
