"""Passwords, invitations, sessions and power for a while: what the verbs do and what they refuse."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.utils import timezone

import people
from sangsuk.accounts import actions, elevations, invitations, passwords, queries, sessions
from sangsuk.accounts.models import AccessRule, Session
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Membership

pytestmark = pytest.mark.usefixtures("world")
GOOD = "แมวสามตัวนอนบนหลังคา"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_too_short"),
        ("11letters..", "password_too_short"),
        ("1q2w3e4r5t6y", "password_too_common"),
        ("Malee-2569-2570", "password_about_herself"),
        ("xxรักงานxxxxxxx", "password_about_herself"),
        ("x" * 257, "password_too_long"),
    ],
)
def test_a_weak_password_is_refused_by_name(password: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        passwords.check(password, people.user("malee"))
    assert refused.value.code == code


@pytest.mark.parametrize("password", [GOOD, "correct horse battery", "aaaaaabbbbbb!", " leading and trailing "])
def test_a_long_one_of_any_signs_will_do(password: str) -> None:
    passwords.check(password, people.user("malee"))


def test_a_link_opens_once_and_sets_the_password() -> None:
    malee, now = people.user("malee"), timezone.now()
    token = invitations.invite(malee, by=people.actor("chaba"), now=now)
    assert invitations.accept(token, password=GOOD, now=now) == malee
    assert authenticate(username=malee.email, password=GOOD) == malee
    with pytest.raises(Missing):
        invitations.accept(token, password=GOOD, now=now)


def test_a_weak_password_does_not_use_the_link_up() -> None:
    malee, now = people.user("malee"), timezone.now()
    token = invitations.invite(malee, by=people.actor("chaba"), now=now)
    with pytest.raises(Refused, match="สั้นเกินไป"):
        invitations.accept(token, password="short", now=now)
    assert invitations.find(token, now=now).user == malee


def test_old_forged_and_replaced_links_are_all_just_over() -> None:
    malee, chaba, now = people.user("malee"), people.actor("chaba"), timezone.now()
    first = invitations.invite(malee, by=chaba, now=now)
    second = invitations.invite(malee, by=chaba, now=now)
    late = now + timedelta(hours=72)
    for token, when in [(first, now), (second, late), (second[:-1] + "x", now), ("x", now), ("", now)]:
        with pytest.raises(Missing, match="ใช้ไปแล้วหรือหมดเวลา"):
            invitations.find(token, now=when)
    assert invitations.find(second, now=late - timedelta(seconds=1)).user == malee


def signed_in(who: str = "malee") -> Client:
    client = Client()
    client.force_login(people.user(who))
    return client


def test_a_new_password_ends_the_other_sessions() -> None:
    here, there = signed_in(), signed_in()
    key = here.session.session_key or ""
    actions.set_password(people.user("malee"), GOOD, now=timezone.now(), keep_session=key)
    assert list(Session.objects.values_list("session_key", flat=True)) == [key]
    assert there.get("/desk/today").status_code == 302


def test_one_session_or_all_others_can_be_ended_by_a_name_that_is_not_the_key() -> None:
    here, there = signed_in(), signed_in()
    malee, now = people.user("malee"), timezone.now()
    shown = queries.sessions(malee, now=now, here=here.session.session_key or "")
    assert [one.here for one in shown] == [True, False]
    assert there.session.session_key not in shown[1].name
    assert not actions.end_session(people.user("suda"), shown[1].name)
    assert actions.end_session(malee, shown[1].name)
    assert there.get("/desk/today").status_code == 302
    assert here.get("/desk/today").status_code == 200


def test_sessions_end_when_the_work_ends_and_when_the_account_is_closed() -> None:
    signed_in()
    signed_in("suda")
    now = timezone.now()
    offices.release(Membership.objects.get(user=people.user("malee")), on=timezone.localdate())
    actions.close(people.user("suda"), by=people.actor("chaba"), why="ย้ายไปจังหวัดอื่น", now=now)
    assert not Session.objects.exists()


def test_a_closed_account_takes_its_tokens_and_links_with_it() -> None:
    suda, chaba, now = people.user("suda"), people.actor("chaba"), timezone.now()
    token, link = actions.issue_token(suda, label="x", now=now), invitations.invite(suda, by=chaba, now=now)
    actions.close(suda, by=chaba, why="ย้ายไปจังหวัดอื่น", now=now)
    actions.reopen(suda, by=chaba, why="ย้ายกลับมาแล้ว", now=now)
    assert queries.user_by_token(token, now=now + timedelta(seconds=1)) is None
    with pytest.raises(Missing):
        invitations.find(link, now=now)


def test_power_lasts_as_long_as_the_rule_says_and_counts_at_the_desk_only() -> None:
    preecha, now = people.user("preecha"), timezone.now()
    assert not people.actor("preecha").elevated
    made = elevations.elevate(preecha, by=people.actor("preecha"), reason="เปิดบัญชีให้จังหวัดใหม่", now=now)
    assert made.ends_at - now == timedelta(minutes=30)
    assert people.actor("preecha").elevated and not people.actor("preecha", "api").elevated
    assert elevations.end(preecha, by=people.actor("preecha"), now=now)
    assert not people.actor("preecha").elevated
    AccessRule.objects.create(what="elevation", minutes=15, valid_from="2026-01-01", source="คำสั่งที่ 1/2569")
    again = elevations.elevate(preecha, by=people.actor("preecha"), reason="เปิดบัญชีให้จังหวัดใหม่", now=now)
    assert again.ends_at - now == timedelta(minutes=15)
    assert [d.what for d in preecha.deeds.order_by("pk")] == ["elevated", "elevation_ended", "elevated"]


def test_no_power_without_a_reason_or_for_anybody_else() -> None:
    with pytest.raises(Refused, match="เหตุผล"):
        elevations.elevate(people.user("preecha"), by=people.actor("preecha"), reason="  งาน ", now=timezone.now())
    elevations.elevate(people.user("malee"), by=people.actor("malee"), reason="อยากลองดูเฉย ๆ นะ", now=timezone.now())
    assert not people.actor("malee").elevated


@pytest.mark.parametrize(
    ("address", "place"),
    [("101.108.33.7", "101.108.…"), ("2001:fb1:12:3400::7", "2001:fb1:12:…"), ("", ""), ("odd", "")],
)
def test_a_place_is_a_network_and_never_an_address(address: str, place: str) -> None:
    assert sessions.place_of(address) == place


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36", "Chrome · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari · iPhone"),
        ("curl/8", ""),
    ],
)
def test_a_device_is_said_as_people_know_it(agent: str, device: str) -> None:
    assert sessions.device_of(agent) == device


def test_people_of_the_demo_world_open_nothing_in_production(settings: Any, client: Client) -> None:
    malee = people.user("malee")
    malee.is_demo = True
    malee.save()
    client.force_login(malee)
    assert authenticate(username=malee.email, password="correct horse 9") == malee
    settings.IS_TRIAL = False
    assert authenticate(username=malee.email, password="correct horse 9") is None
    assert client.get("/desk/today").status_code == 302
