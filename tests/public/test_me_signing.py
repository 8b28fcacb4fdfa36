"""A citizen signs in with ThaID or LINE: what is asked for, what is refused, what is kept, and what she cannot open."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

import people
from sangsuk.accounts import actions as accounts
from sangsuk.accounts import mock
from sangsuk.accounts.models import Citizen, User
from sangsuk.config import identity
from signing_in import House, asked, chosen, reached, set_out, sign_in

from .telling import text

BUNMA = mock.PEOPLE["bunma"]


def test_she_signs_in_with_thaid_and_finds_her_page(client: Client) -> None:
    answer = sign_in(client)
    assert answer.status_code == 302 and answer["Location"] == "/me"
    page = text(client.get("/me"))
    assert BUNMA.given_name in page and BUNMA.pid[-4:] in page and BUNMA.pid not in page


def test_just_what_is_needed_is_asked_for(client: Client, settings: Any) -> None:
    with reached(House()):
        wanted = asked(set_out(client))
    assert set(wanted["scope"].split()) == {"openid", "pid", "given_name", "family_name", "ial"}
    assert wanted["response_type"] == "code" and len(wanted["state"]) >= 16 and len(wanted["nonce"]) >= 32
    assert wanted["redirect_uri"] == f"{settings.SITE_URL}/me/back/thaid"
    assert "code_challenge" not in wanted, "ThaID does not say that it knows PKCE"
    with reached(House()):
        assert asked(set_out(client, "line"))["code_challenge_method"] == "S256"


def test_the_address_of_return_is_the_registered_one_whatever_the_host(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    with reached(House()):
        answer = client.post("/me/sign-in/thaid", headers={"host": "evil.example"})
    assert asked(answer.context["address"])["redirect_uri"] == f"{settings.SITE_URL}/me/back/thaid"


def test_nothing_is_kept_but_a_fingerprint_four_digits_and_a_sealed_name(client: Client) -> None:
    sign_in(client)
    user = User.objects.get(kind="citizen")
    row, joined = Citizen.objects.get(user=user), SocialAccount.objects.get(user=user)
    assert (user.name, user.email, user.has_usable_password()) == ("", None, False)
    assert joined.extra_data == {} and len(joined.uid) == 64 and not SocialToken.objects.exists()
    assert BUNMA.given_name.encode() not in bytes(row.name) and row.last_four == BUNMA.pid[-4:]
    kept = repr([Session(session_data=s.session_data).get_decoded() for s in Session.objects.all()])
    assert BUNMA.pid not in kept and BUNMA.given_name not in kept and "id_token" not in kept


def test_the_same_person_is_known_again_and_two_people_are_two(client: Client) -> None:
    for who in ("bunma", "bunma", "malai"):
        sign_in(Client(), who)
    assert User.objects.filter(kind="citizen").count() == 2


def test_who_was_not_checked_well_enough_is_told_so_in_words(client: Client) -> None:
    answer = sign_in(client, "early")
    assert answer.status_code == 302 and answer["Location"] == "/me?trouble=thaid"
    assert "ยืนยันไม่ได้ว่าเป็นท่าน" in text(client.get(answer["Location"]))
    assert not User.objects.filter(kind="citizen").exists()


def test_who_turns_back_at_the_provider_is_not_blamed(client: Client) -> None:
    answer = sign_in(client, "nobody")
    assert answer["Location"] == "/me?cancelled=thaid"
    assert "ไม่เข้าสู่ระบบก็ได้" in text(client.get(answer["Location"]))


def test_a_way_back_without_the_state_that_was_put_aside_opens_nothing(client: Client) -> None:
    with reached(House()):
        back = urlsplit(chosen(client, set_out(client), "bunma"))
        stranger = Client()
        assert stranger.get(f"{back.path}?{back.query}")["Location"] == "/me?trouble=thaid"
        assert client.get(f"{back.path}?{back.query.replace('state=', 'state=x')}")["Location"] == "/me?trouble=thaid"
        assert client.get(f"{back.path}?{back.query}")["Location"] == "/me"
        again = Client().get(f"{back.path}?{back.query}")
    assert again["Location"] == "/me?trouble=thaid", "a way back is good once"
    assert "_auth_user_id" not in stranger.session


def test_a_code_is_good_once(client: Client) -> None:
    with reached(House()):
        back = asked(chosen(client, set_out(client), "bunma"))
        other = Client()
        state = asked(set_out(other))["state"]
        assert client.get("/me/back/thaid", {"code": back["code"], "state": back["state"]})["Location"] == "/me"
        stolen = other.get("/me/back/thaid", {"code": back["code"], "state": state})
    assert stolen["Location"] == "/me?trouble=thaid"


def test_another_ones_code_does_not_fit_ones_own_sign_in(client: Client) -> None:
    """A stranger gives her the code of his sign-in: its nonce is his."""
    with reached(House()):
        his = Client()
        code = asked(chosen(his, set_out(his), "malai"))["code"]
        mine = asked(set_out(client))["state"]
        assert client.get("/me/back/thaid", {"code": code, "state": mine})["Location"] == "/me?trouble=thaid"


def test_a_provider_that_does_not_answer_is_no_error_of_ours(client: Client) -> None:
    answer = client.post("/me/sign-in/thaid")  # nothing listens there
    assert answer["Location"] == "/me?trouble=thaid"
    assert client.post("/me/sign-in/facebook").status_code == 404
    assert client.get("/me/sign-in/thaid").status_code == 405


def test_line_is_a_convenience_and_says_so(client: Client) -> None:
    assert "LINE ไม่ได้ยืนยันว่าท่านเป็นใคร" in text(client.get("/me"))
    assert sign_in(client, provider="line")["Location"] == "/me"
    row = Citizen.objects.get()
    assert (row.provider, row.last_four, row.ial) == ("line", "", "")
    assert SocialAccount.objects.get().provider == "line"


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/desk/", "/me/../desk", "/tell\\evil"])
def test_after_signing_in_she_is_sent_to_no_strange_place(wanted: str, client: Client) -> None:
    onward = sign_in(client, next=wanted)["Location"]
    assert onward == "/me" or onward.startswith("/me/")
    assert "evil" not in onward


def test_a_citizen_opens_no_door_of_officials(client: Client) -> None:
    sign_in(client)
    assert client.get("/desk/").status_code in (302, 403)
    assert client.get("/desk/cases").status_code in (302, 403, 404)
    user = User.objects.get(kind="citizen")
    token = accounts.issue_token(user, label="", now=timezone.now())
    assert client.get("/api/v1/desk/cases", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert client.get("/api/v1/desk/cases").status_code == 401


def test_an_official_is_nobody_on_citizens_pages(client: Client) -> None:
    client.force_login(people.user("malee"))
    assert "ท่านเข้าระบบเป็นเจ้าหน้าที่อยู่" in text(client.get("/me"))
    for address in ("/me/family", "/me/account", "/me/join", "/me/accept", "/me/cases/5001-70-000001"):
        assert client.get(address)["Location"].startswith("/me?next="), address


def test_out_everywhere_is_out_at_once(client: Client) -> None:
    other = Client()
    sign_in(client)
    sign_in(other)
    client.post("/me/sign-out-everywhere")
    assert other.get("/me/account").status_code == 302
    assert client.get("/me/account").status_code == 302


def test_a_session_that_lies_about_is_over(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from sangsuk.public import citizens

    sign_in(client)
    assert client.get("/me/account").status_code == 200
    late = timezone.now() + timedelta(seconds=citizens.IDLE_SECONDS + 61)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    assert client.get("/me/account").status_code == 302


def test_going_leaves_nothing_of_her(client: Client) -> None:
    sign_in(client)
    assert "ลบบัญชีแล้ว" in text(client.post("/me/account", {"deed": "delete"}))
    user = User.objects.get(kind="citizen")
    assert (user.is_active, user.name) == (False, "–")
    assert not Citizen.objects.exists() and not SocialAccount.objects.exists()
    sign_in(client)
    assert User.objects.filter(kind="citizen").count() == 2, "who comes again is new"


def test_buttons_need_their_guard(guarded: Client) -> None:
    for address in ("/me/sign-in/thaid", "/me/sign-out", "/me/account", "/me/family"):
        assert guarded.post(address).status_code == 403, address


@pytest.mark.parametrize("mode", ["production", "staging", ""])
def test_the_pretended_providers_never_stand_in_earnest(mode: str) -> None:
    with pytest.raises(SystemExit) as refused:
        identity.mocked(mode, {"SANGSUK_MOCK": "on"}, site="http://127.0.0.1:8000")
    assert "anybody sign in as anybody" in str(refused.value)
    assert not identity.mocked(mode, {}, site="http://127.0.0.1:8000")
    found = identity.providers(mode, {}, site="http://127.0.0.1:8000")
    assert found == {"thaid": {"APPS": []}, "line": {"APPS": []}}


def test_in_the_trial_they_stand_only_where_nobody_else_comes() -> None:
    assert identity.mocked("trial", {}, site="http://127.0.0.1:8000")
    assert not identity.mocked("trial", {}, site="https://sangsuk.example.go.th")
    assert not identity.mocked("trial", {"SANGSUK_MOCK": "off"}, site="http://localhost:8000")
    assert identity.mocked("trial", {"SANGSUK_MOCK": "on"}, site="http://10.0.0.5:8000")


def test_what_is_set_up_takes_the_place_of_the_pretended_one() -> None:
    said = {"SANGSUK_THAID_CLIENT_ID": "moi", "SANGSUK_THAID_SECRET": "s", "SANGSUK_THAID_LEAST_IAL": "2.3"}
    found = identity.providers("trial", said, site="http://127.0.0.1:8000")["thaid"]["APPS"][0]
    assert found["settings"] == {"discovery": identity.THAID_DISCOVERY, "least_ial": "2.3"}


def test_where_they_do_not_stand_their_pages_are_not_there(client: Client, settings: Any) -> None:
    settings.MOCK_SIGN_IN = False
    for address in ("/mock/thaid/.well-known/openid-configuration", "/mock/thaid/keys", "/mock/thaid/auth"):
        assert client.get(address).status_code == 404
    assert client.post("/mock/thaid/token").status_code == 404


def test_the_pretended_provider_answers_like_the_true_one(client: Client) -> None:
    with reached(House()):
        address = set_out(client)
    at = urlsplit(address)
    strange = address.replace("me%2Fback%2Fthaid", "evil")
    assert client.get(f"{at.path}?{urlsplit(strange).query}").status_code == 400
    more = client.get(f"{at.path}?{at.query.replace('scope=', 'scope=birthdate+')}")
    assert "error=invalid_scope" in more["Location"]
    assert client.post("/mock/thaid/token", {"code": "x"}).json() == {"error": "invalid_client"}
