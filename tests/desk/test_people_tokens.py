"""Keys for programs, seen by who keeps her account: she may take away, never add, and never learns the secret."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import people
from sangsuk.accounts import actions, tokens
from sangsuk.accounts.models import Deed, Token
from sangsuk.offices import actions as offices

from .reading import text

WHY = "โปรแกรมนี้เลิกใช้แล้ว"
ALL = ["cases:read", "cases:write"]


def key(who: str = "malee") -> tuple[str, Token]:
    user = people.user(who)
    secret = actions.issue_token(user, label="ระบบบัญชีกลาง", now=timezone.now(), lasts_days=90, scopes=ALL)
    return secret, Token.objects.get(user=user)


def api(secret: str) -> int:
    return Client().get("/api/v1/desk/cases", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_she_sees_what_it_is_for_and_until_when_but_not_the_secret(at: Any) -> None:
    secret, row = key()
    page = at("chaba").get(f"/desk/people/{row.user_id}")
    assert "ระบบบัญชีกลาง" in text(page) and str(tokens.SCOPES["cases:write"]) in text(page)
    assert secret not in page.content.decode()
    assert "ออกกุญแจ" not in text(page)


def test_it_is_limited_to_less_and_to_a_shorter_time(at: Any) -> None:
    _secret, row = key()
    given = {"place": row.pk, "scopes": ["cases:read"], "days": "7", "why": WHY}
    assert "บันทึกแล้ว" in text(at("chaba").post(f"/desk/people/{row.user_id}/token_limit", given))
    row.refresh_from_db()
    assert row.scopes == ["cases:read"]
    assert row.expires_at <= timezone.now() + timedelta(days=7)
    deed = Deed.objects.get(whom=row.user_id)
    assert (deed.what, deed.why, deed.data["before"]) == ("token_limited", WHY, ALL)


@pytest.mark.parametrize(
    "given", [{"scopes": [*ALL, "identity:read"]}, {"scopes": ["identity:read"]}, {"scopes": []}, {"scopes": ALL, "days": "900"}]
)  # fmt: skip
def test_it_is_never_made_for_more(at: Any, given: dict[str, Any]) -> None:
    _secret, row = key()
    answer = at("chaba").post(f"/desk/people/{row.user_id}/token_limit", {"place": row.pk, "why": WHY} | given)
    assert answer.status_code == 422
    before = row.expires_at
    row.refresh_from_db()
    assert (row.scopes, row.expires_at) == (ALL, before)
    assert not Deed.objects.filter(whom=row.user_id).exists()


def test_it_is_ended_at_once_with_a_reason(at: Any) -> None:
    secret, row = key()
    chaba, address = at("chaba"), f"/desk/people/{row.user_id}/token_end"
    assert api(secret) == 200
    assert chaba.post(address, {"place": row.pk, "why": ""}).status_code == 422
    assert api(secret) == 200
    assert "บันทึกแล้ว" in text(chaba.post(address, {"place": row.pk, "why": WHY}))
    assert api(secret) == 401
    assert chaba.post(address, {"place": row.pk, "why": WHY}).status_code == 404
    assert chaba.post(address, {"place": "x", "why": WHY}).status_code == 404
    assert [deed.why for deed in Deed.objects.filter(whom=row.user_id)] == [WHY]


@pytest.mark.parametrize("deed", ["token_limit", "token_end"])
def test_a_key_of_somebody_elses_people_is_not_there(at: Any, deed: str) -> None:
    secret, row = key("anan")
    malee = people.user("malee")
    for user_id in (row.user_id, malee.pk):  # nor through one of her own people
        given = {"place": row.pk, "scopes": ["cases:read"], "why": WHY}
        assert at("chaba").post(f"/desk/people/{user_id}/{deed}", given).status_code == 404
    assert api(secret) == 200


def test_who_also_works_elsewhere_keeps_her_keys(at: Any) -> None:
    secret, row = key()
    offices.appoint(people.user("malee"), "5002", "officer")
    chaba = at("chaba")
    assert chaba.post(f"/desk/people/{row.user_id}/token_end", {"place": row.pk, "why": WHY}).status_code == 403
    assert "เลิกใช้กุญแจนี้" not in text(chaba.get(f"/desk/people/{row.user_id}"))
    assert api(secret) == 200


@pytest.mark.parametrize("who", ["suda", "malee", "prasit", "daranee", "preecha"])
def test_others_do_not_reach_it(at: Any, who: str) -> None:
    secret, row = key()
    assert at(who).post(f"/desk/people/{row.user_id}/token_end", {"place": row.pk, "why": WHY}).status_code == 403
    assert api(secret) == 200


def test_what_was_chosen_is_kept_when_the_reason_is_missing(at: Any) -> None:
    _secret, row = key()
    given = {"place": row.pk, "scopes": ["cases:read"], "days": "7", "why": "ลด"}
    answer = at("chaba").post(f"/desk/people/{row.user_id}/token_limit", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="cases:read" checked' in page and 'value="cases:write" checked' not in page
    assert '<option value="7" selected>' in page and 'value="ลด"' in page
    assert page.count(f'href="#why-token_limit-{row.pk}"') == 1  # the summary leads to the field
    assert page.count("aria-invalid") == 1 and page.count(" open>") == 1


def test_the_hint_beside_the_reason_speaks_of_keys_where_it_is_about_a_key(at: Any) -> None:
    _secret, row = key()
    page = text(at("chaba").get(f"/desk/people/{row.user_id}"))
    assert page.count("เช่น โปรแกรมนี้เลิกใช้แล้ว หรือกุญแจหลุดไปถึงคนอื่น") == 2
