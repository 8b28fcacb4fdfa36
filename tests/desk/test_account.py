"""One's own account: the second factor and when it is asked, sessions, keys, power, and for whom one works."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

import people
from sangsuk.accounts import factors, queries
from sangsuk.accounts.models import Elevation, Session, Token
from sangsuk.desk.confirming import SEES_IDENTITY
from sangsuk.offices import actions as offices

from .conftest import NOW
from .reading import text

PASSWORD = "correct horse 9"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(moment: datetime, secret: str = SECRET) -> str:
    return str(format_hotp_value(hotp_value(secret, int(moment.timestamp()) // 30)))


def with_app(who: str = "malee") -> Any:
    """She has an app, whose last code was of a minute ago."""
    before = NOW - timedelta(minutes=1)
    return factors.add_app(people.user(who), SECRET, code_at(before), now=before)


def come(who: str = "malee", client: Client | None = None, **more: Any) -> Client:
    client = client or Client()
    people.user(who)
    client.post("/desk/sign-in", {"email": people.STAFF[who].email, "password": PASSWORD}, **more)
    return client


@pytest.fixture
def real(settings: Any) -> None:
    """As in production."""
    settings.SECOND_FACTOR_REQUIRED = True


def test_who_has_an_app_is_not_in_after_the_password() -> None:
    with_app()
    client = come()
    assert client.get("/desk/today").status_code == 302
    assert "เหลืออีกหนึ่งขั้น" in text(client.get("/desk/sign-in/second"))
    done = client.post("/desk/sign-in/second", {"code": code_at(NOW)})
    assert (done.status_code, done["Location"]) == (302, "/desk/today")
    assert client.get("/desk/today").status_code == 200


def test_she_goes_on_to_where_she_wanted_after_the_second_step() -> None:
    with_app()
    client = Client()
    client.post("/desk/sign-in", {"email": "malee@example.com", "password": PASSWORD, "next": "/desk/outbox"})
    assert client.post("/desk/sign-in/second", {"code": code_at(NOW)})["Location"] == "/desk/outbox"


@pytest.mark.parametrize(
    "code", ["000000", "", "abc", "1" * 40, code_at(NOW - timedelta(minutes=2)), code_at(NOW + timedelta(minutes=2))]
)
def test_a_wrong_code_does_not_open(code: str) -> None:
    with_app()
    client = come()
    assert client.post("/desk/sign-in/second", {"code": code}).status_code == 422
    assert client.get("/desk/today").status_code == 302


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_a_clock_half_a_minute_off_is_forgiven(seconds: int) -> None:
    with_app()
    assert come().post("/desk/sign-in/second", {"code": code_at(NOW + timedelta(seconds=seconds))}).status_code == 302


def test_a_code_opens_once_and_none_before_it_opens_later() -> None:
    with_app()
    assert come().post("/desk/sign-in/second", {"code": code_at(NOW)}).status_code == 302
    for replayed in (code_at(NOW), code_at(NOW - timedelta(seconds=30))):
        assert come().post("/desk/sign-in/second", {"code": replayed}).status_code == 422


def test_thai_digits_and_gaps_are_read() -> None:
    with_app()
    code = code_at(NOW).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert come().post("/desk/sign-in/second", {"code": f"{code[:3]} {code[3:]}"}).status_code == 302


def test_the_second_step_without_the_first_leads_back_to_it(client: Client) -> None:
    for answer in (client.get("/desk/sign-in/second"), client.post("/desk/sign-in/second", {"code": "1"})):
        assert answer["Location"] == "/desk/sign-in"


def test_codes_are_not_guessed_for_long() -> None:
    with_app()
    client = come()
    statuses = [client.post("/desk/sign-in/second", {"code": f"{n:06}"}).status_code for n in range(9)]
    assert statuses == [422] * 8 + [429]
    assert client.post("/desk/sign-in/second", {"code": code_at(NOW)}).status_code == 429


def test_a_recovery_code_opens_once() -> None:
    with_app()
    codes = factors.new_recovery_codes(people.user("malee"), now=NOW)
    assert len(set(codes)) == 10 and all(len(code) == 8 for code in codes)
    assert come().post("/desk/sign-in/second", {"code": f"{codes[3][:4]} {codes[3][4:]}"}).status_code == 302
    assert come().post("/desk/sign-in/second", {"code": codes[3]}).status_code == 422
    assert factors.recovery_left(people.user("malee")) == 9


def test_secrets_of_factors_lie_sealed() -> None:
    with_app()
    assert SECRET not in str(list(Authenticator.objects.values_list("data", flat=True)))


@pytest.mark.parametrize("who", people.STAFF)
def test_whose_work_sees_names_sets_up_a_factor_before_any_other_page(who: str, real: None) -> None:
    client = come(who)
    owes = people.STAFF[who].role in SEES_IDENTITY
    for address in (
        "/desk/",
        "/desk/keys",
        "/desk/account",
        "/desk/people",
        "/desk/account/password",
        "/desk/elevations",
    ):
        answer = client.get(address)
        if owes:
            assert answer.status_code in (302, 403)
            assert answer.status_code == 403 or answer["Location"] == "/desk/account/factors"
        else:
            assert answer.get("Location", "") != "/desk/account/factors"
    assert client.get("/desk/account/factors").status_code == 200


def test_the_setting_up_leads_through_recovery_codes_to_work(real: None) -> None:
    client = come()
    page = client.get("/desk/account/factors/app").content.decode()
    secret = re.sub(r"\s", "", page.partition('factor-secret">')[2].partition("<")[0])
    wrong = client.post("/desk/account/factors/app", {"code": "000000"})
    assert wrong.status_code == 422 and not Authenticator.objects.exists()
    shown = client.post("/desk/account/factors/app", {"code": code_at(NOW, secret)})
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", shown.content.decode())
    assert len(codes) == 10 and shown["Cache-Control"] == "no-store"
    assert client.get("/desk/today").status_code == 200
    assert codes[0] not in text(client.get("/desk/account/factors"))


def test_a_code_that_set_the_app_up_does_not_open_as_well() -> None:
    factors.add_app(people.user("malee"), SECRET, code_at(NOW), now=NOW)
    assert come().post("/desk/sign-in/second", {"code": code_at(NOW)}).status_code == 422


def test_the_last_factor_of_who_needs_one_stays(real: None) -> None:
    app = with_app()
    client = come()
    client.post("/desk/sign-in/second", {"code": code_at(NOW)})
    assert client.post(f"/desk/account/factors/{app.pk}/remove").status_code == 422
    assert factors.has_one(people.user("malee"))


def test_nobody_removes_anothers_factor() -> None:
    app = with_app("suda")
    client = come()
    assert client.post(f"/desk/account/factors/{app.pk}/remove").status_code == 404
    assert factors.has_one(people.user("suda"))


@pytest.mark.parametrize(
    "address",
    ["/desk/account/factors/app", "/desk/account/factors/passkey", "/desk/account/password", "/desk/account/power"],
)
def test_who_did_not_prove_herself_lately_does_so_first(at: Any, address: str) -> None:
    who = "preecha" if "power" in address else "malee"
    client = at(who)
    answer = client.get(address)
    assert answer["Location"] == f"/desk/account/confirm?next={address}".replace("=/", "=%2F").replace(
        "/desk/account/f", "/desk/account/f"
    ) or answer["Location"].startswith("/desk/account/confirm?next=")
    assert client.post("/desk/account/confirm", {"password": "wrong", "next": address}).status_code == 422
    assert client.post("/desk/account/confirm", {"password": PASSWORD, "next": address})["Location"] == address
    assert client.get(address).status_code == 200


def test_who_has_a_factor_proves_herself_by_it_and_not_by_the_password(at: Any) -> None:
    with_app()
    client = at("malee")
    assert client.post("/desk/account/confirm", {"password": PASSWORD}).status_code == 422
    assert client.post("/desk/account/confirm", {"code": code_at(NOW)}).status_code == 302


def test_after_five_minutes_it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    client = come()
    assert client.get("/desk/account/password").status_code == 200
    import time

    later = time.time() + 301
    monkeypatch.setattr("sangsuk.desk.confirming.time.time", lambda: later)
    assert client.get("/desk/account/password").status_code == 302


def test_made_up_answers_for_passkeys_are_refused_without_a_crash() -> None:
    client = come()
    assert "data-options" in client.get("/desk/account/factors/passkey").content.decode()
    for odd in ("", "x", "[]", "null", "{}", '{"id": 1}', '{"id":"a","rawId":"a","type":"public-key","response":{}}'):
        assert client.post("/desk/account/factors/passkey", {"credential": odd}).status_code == 422
    assert not Authenticator.objects.exists()


def test_a_new_password_is_asked_twice_and_keeps_this_session_only(at: Any) -> None:
    other, client = at("malee"), come()
    new = "น้ำใสไหลเย็นเห็นตัวปลา"
    assert client.post("/desk/account/password", {"password": new, "again": new + "x"}).status_code == 422
    assert client.post("/desk/account/password", {"password": new, "again": new})["Location"].startswith(
        "/desk/account"
    )
    assert client.get("/desk/account").status_code == 200
    assert other.get("/desk/account").status_code == 302
    assert Session.objects.filter(user=people.user("malee")).count() == 1


CHROME = {"HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36", "REMOTE_ADDR": "101.108.33.7"}


def test_open_sessions_are_shown_with_device_and_network_and_ended() -> None:
    here, there = come(), come(**CHROME)
    page = text(here.get("/desk/account"))
    assert "Chrome · Windows" in page and "101.108.…" in page and "101.108.33.7" not in page
    name = next(s.name for s in queries.sessions(people.user("malee"), now=NOW) if s.device)
    assert come("suda").post(f"/desk/account/sessions/{name}/end").status_code == 404
    assert here.post(f"/desk/account/sessions/{name}/end").status_code == 302
    assert there.get("/desk/today").status_code == 302


def test_all_others_are_ended_at_one_press() -> None:
    here, others = come(), [come(), come()]
    here.post("/desk/account/sessions/end-others")
    assert [one.get("/desk/today").status_code for one in others] == [302, 302]
    assert here.get("/desk/today").status_code == 200


def test_the_key_of_the_session_changes_at_sign_in(client: Client) -> None:
    client.get("/desk/sign-in")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    come(client=client)
    assert client.session.session_key != before


@pytest.mark.parametrize(("steps", "inside"), [([59], True), ([61], False), ([50] * 14, True), ([50] * 15, False)])
def test_a_session_ends_after_an_hour_away_and_after_half_a_day(
    steps: list[int], inside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = come(), NOW
    for minutes in steps:
        now += timedelta(minutes=minutes)
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        answer = client.get("/desk/today")
    assert (answer.status_code == 200) is inside


def test_a_page_that_asks_by_itself_does_not_keep_a_session_open(monkeypatch: pytest.MonkeyPatch) -> None:
    client, now = come(), NOW
    for _ in range(3):
        now += timedelta(minutes=25)
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        client.post("/desk/cases/5001-70-000001/presence")
    assert client.get("/desk/today").status_code == 302


def test_a_key_for_programs_is_shown_once_and_ended() -> None:
    client = come()
    made = client.post("/desk/account/tokens", {"label": "ตารางของอำเภอ", "days": "30", "scopes": "cases:read"})
    token = made.content.decode().partition('factor-secret">')[2].partition("<")[0]
    assert queries.user_by_token(token, now=NOW) == people.user("malee")
    assert token not in client.get("/desk/account").content.decode()
    row = Token.objects.get()
    assert (row.expires_at, row.scopes) == (NOW + timedelta(days=30), ["cases:read"])
    assert come("suda").post(f"/desk/account/tokens/{row.pk}/end").status_code == 404
    assert client.post(f"/desk/account/tokens/{row.pk}/end").status_code == 302
    assert queries.user_by_token(token, now=NOW + timedelta(seconds=1)) is None


def test_power_is_switched_on_shown_on_every_page_and_switched_off() -> None:
    client = come("preecha")
    rule = "/desk/rules/promises/rows/accept"
    assert "เปิดสิทธิ์" in text(client.post(rule, {}))
    assert client.post("/desk/account/power", {"reason": "สั้น"}).status_code == 422
    reason = "แก้กำหนดเวลาตามคำสั่งกระทรวง"
    assert client.post("/desk/account/power", {"reason": reason, "next": "/desk/rules"})["Location"] == "/desk/rules"
    for address in ("/desk/rules", "/desk/account", "/desk/people"):
        page = text(client.get(address))
        assert "เหลืออีก 30 นาที" in page and reason in page
    assert client.post(rule, {}).status_code == 422
    client.post("/desk/account/power/off")
    assert client.post(rule, {}).status_code == 403
    assert Elevation.objects.get().ended_at == NOW


def test_power_ends_by_itself(monkeypatch: pytest.MonkeyPatch, powerful: Any) -> None:
    client = come("preecha")
    powerful()
    assert client.get("/desk/people").status_code == 200
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(minutes=30))
    assert client.get("/desk/people").status_code == 403


@pytest.mark.parametrize("who", people.STAFF)
def test_who_may_read_when_power_was_on(at: Any, powerful: Any, who: str) -> None:
    powerful()
    answer = at(who).get("/desk/elevations")
    assert answer.status_code == (200 if who in ("preecha", "daranee", "uthai") else 403)
    assert answer.status_code == 403 or "ทดสอบการเปิดสิทธิ์" in text(answer)


@pytest.mark.parametrize("who", [who for who in people.STAFF if who != "preecha"])
def test_nobody_else_switches_power_on(who: str) -> None:
    assert come(who).post("/desk/account/power", {"reason": "อยากเปิดสิทธิ์ดูบ้าง"}).status_code == 403


def test_who_works_for_two_offices_changes_between_them() -> None:
    malee = people.user("malee")
    offices.appoint(malee, "5002", "chief")
    client = come()
    assert "เปลี่ยนหน่วยงาน" in text(client.get("/desk/today"))
    for code in ("5001", "5002"):
        assert client.post("/desk/account/office", {"office": code}).status_code == 302
        assert f'value="{code}"' not in client.get("/desk/today").content.decode()
    assert client.post("/desk/account/office", {"office": "5000"}).status_code == 404
    assert "เปลี่ยนหน่วยงาน" not in text(come("suda").get("/desk/today"))


def test_a_chosen_office_that_is_no_more_is_forgotten() -> None:
    malee = people.user("malee")
    second = offices.appoint(malee, "5002", "chief")
    client = come()
    client.post("/desk/account/office", {"office": "5002"})
    offices.release(second, on=NOW.date())
    assert client.get("/desk/today").status_code == 200


@pytest.mark.parametrize("who", people.STAFF)
def test_everybody_has_an_account_page(at: Any, who: str) -> None:
    assert at(who).get("/desk/account").status_code == 200
    assert at(who).get("/desk/account/factors").status_code == 200


def test_in_a_trial_a_password_is_enough_and_the_page_says_so() -> None:
    assert "นี่เป็นระบบทดลอง" in text(come().get("/desk/account"))


def test_whatever_is_no_trial_asks_for_the_second_factor() -> None:
    """No setting of its own could be left behind."""
    import os
    import subprocess
    import sys

    asked = "from sangsuk.config import settings as s; print(s.SECOND_FACTOR_REQUIRED, s.IS_TRIAL)"
    for mode, wanted in (("production", "True False"), ("prod", "True False"), ("trial", "False True")):
        told = subprocess.run(
            [sys.executable, "-c", asked],
            env=os.environ | {"SANGSUK_MODE": mode},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.split() == wanted.split()
