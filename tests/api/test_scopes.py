"""What a token was made for it may do, and nothing else; it ends, it can be ended, and scanners know it by its look."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

import people
from factories import case, client_id
from sangsuk.accounts import actions as accounts
from sangsuk.accounts import tokens
from sangsuk.accounts.models import Token
from sangsuk.api import service
from sangsuk.common import limits
from sangsuk.common.errors import Refused
from sangsuk.common.models import LimitRule

from .calling import Caller, is_problem

pytestmark = pytest.mark.django_db
BODIES: dict[str, Any] = {
    "moves": {"move": "note", "version": 1, "data": {"text": "โทรถามแล้ว"}},
    "reporter": {"reason": "โทรนัดวันลงพื้นที่"},
    "files": {"name": "x.jpg", "content": ""},
}


def with_scopes(*scopes: str, who: str = "malee", **how: Any) -> Caller:
    return Caller(accounts.issue_token(people.user(who), label="", now=timezone.now(), scopes=scopes, **how))


def addresses() -> list[tuple[str, str, str]]:
    scoped = service.scopes()
    return [
        (method, path.removeprefix("/api/v1"), scoped[one["operationId"]])
        for path, methods in service.schema()["paths"].items()
        for method, one in methods.items()
        if one["operationId"] in scoped
    ]


@pytest.mark.parametrize(("method", "path", "scope"), addresses())
def test_a_token_without_the_scope_is_told_which_one_is_missing(method: str, path: str, scope: str) -> None:
    number = case().number
    caller = with_scopes(*(set(tokens.SCOPES) - {scope}))
    address = path.replace("{number}", number).replace("{file_id}", "1").replace("{name}", "new")
    body = BODIES.get(path.rpartition("/")[2], {})
    answer = caller.get(address) if method == "get" else caller.post(address, body)
    told = is_problem(answer, 403, "scope_missing")
    assert scope in told["detail"]
    assert f'error="insufficient_scope", scope="{scope}"' in answer.headers["WWW-Authenticate"]
    answer = with_scopes(scope).get(address) if method == "get" else with_scopes(scope).post(address, body)
    assert answer.status_code not in (401, 403)


def test_a_case_is_written_with_the_scope_to_write() -> None:
    told = {
        "client_id": str(client_id(3)),
        "description": "ไฟดับทั้งหมู่บ้านมาสองคืน",
        "identity": "none",
        "place": {"district": "5001"},
    }
    is_problem(with_scopes("cases:read").post("/cases", told), 403, "scope_missing")
    assert with_scopes("cases:write").post("/cases", told).status_code == 201


def test_the_description_names_the_scope_of_every_closed_operation() -> None:
    described = {o["operationId"]: o for m in service.schema()["paths"].values() for o in m.values()}
    asked = {name: one["security"] for name, one in described.items() if "security" in one}
    assert asked.pop("submit_case") == [{}, {"Token": ["cases:write"]}]
    assert asked.pop("read_data_values") == [{}, {"Token": ["figures:write"]}]
    assert asked == {name: [{"Token": [scope]}] for name, scope in service.scopes().items()}
    assert set(service.scopes().values()) <= set(tokens.SCOPES)


def test_a_token_is_known_by_its_look_and_a_slip_of_the_pen_is_seen() -> None:
    token = tokens.made()
    assert token.startswith("sangsuk_") and tokens.looks_right(token)
    changed = token[:20] + ("A" if token[20] != "A" else "B") + token[21:]
    assert not tokens.looks_right(changed) and not tokens.looks_right(token[8:]) and not tokens.looks_right("")


def test_only_the_digest_and_the_first_signs_are_kept() -> None:
    token = accounts.issue_token(people.user("malee"), label="บอทไลน์", now=timezone.now())
    row = Token.objects.get()
    assert row.hint == token[:12] and bytes(row.digest) == tokens.digest(token)
    assert token not in str(vars(row))


def test_the_last_use_is_noted_once_an_hour() -> None:
    token, now = accounts.issue_token(people.user("malee"), label="", now=timezone.now()), timezone.now()
    for minutes, noted in [(0, 0), (30, 0), (61, 61)]:
        assert tokens.known(token, now=now + timedelta(minutes=minutes))
        assert Token.objects.get().last_used_at == now + timedelta(minutes=noted)


def test_a_revoked_token_opens_nothing_and_only_its_owner_revokes_it() -> None:
    caller, now = with_scopes("cases:read"), timezone.now()
    row = Token.objects.get()
    assert not tokens.revoke(row.pk, user=people.user("anan"), now=now)
    assert caller.get("/desk/cases").status_code == 200
    assert tokens.revoke(row.pk, user=people.user("malee"), now=now)
    is_problem(caller.get("/desk/cases"), 401, "bad_token")


@pytest.mark.parametrize(("scopes", "days"), [(["cases:all"], 1), ([], 1), (["cases:read"], 0), (["cases:read"], 367)])
def test_a_token_for_nothing_unknown_or_for_ever_is_not_made(scopes: list[str], days: int) -> None:
    with pytest.raises(Refused):
        accounts.issue_token(people.user("malee"), label="", now=timezone.now(), scopes=scopes, lasts_days=days)


def test_how_long_a_token_may_last_is_a_rule_with_a_date() -> None:
    now = timezone.now()
    LimitRule.objects.create(
        code="x", what="token_days", amount=30, valid_from=timezone.localdate(now), source="order 1/2570"
    )
    assert limits.amount("token_days", now=now) == 30
    with pytest.raises(Refused, match="30"):
        accounts.issue_token(people.user("malee"), label="", now=now, lasts_days=31)


def rule(what: str, per: str, amount: int) -> None:
    LimitRule.objects.create(
        code=f"{what}.{per}.x", what=what, per=per, amount=amount, window_seconds=60,
        valid_from=timezone.localdate(), source="order 2/2570",
    )  # fmt: skip
    limits.in_force.forget()


@pytest.mark.parametrize(("per", "other"), [("token", "malee"), ("office", "anan")])
def test_who_asks_too_often_is_told_when_to_come_again_and_others_are_not(per: str, other: str) -> None:
    rule("api", per, 3)
    caller = with_scopes("cases:read")
    assert [caller.get("/desk/cases").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = caller.get("/desk/cases")
    assert 1 <= int(answer.headers["Retry-After"]) <= 61 and is_problem(answer, 429, "too_many_requests")
    assert with_scopes("cases:read", who=other).get("/desk/cases").status_code == 200
    if per == "office":
        is_problem(with_scopes("cases:read", who="suda").get("/desk/cases"), 429)


def test_wrong_tokens_from_one_range_are_slowed_down() -> None:
    rule("api", "range", 2)
    assert [Caller("x" * 50).get("/desk/cases").status_code for _ in range(3)] == [401, 401, 429]
    assert with_scopes("cases:read").get("/desk/cases").status_code == 200
