"""sangsuk token and sangsuk accounts: what an operator types first."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

import people
from sangsuk.accounts import queries as accounts
from sangsuk.accounts.models import Token

pytestmark = pytest.mark.django_db


def said(*words: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_token_prints_the_token_and_nothing_else() -> None:
    malee = people.user("malee")
    printed = said("token", " Malee@Example.com ")
    assert printed.count("\n") == 1 and len(printed.strip()) == 59
    assert accounts.user_by_token(printed.strip(), now=timezone.now()) == malee
    assert printed.strip().encode() not in bytes(Token.objects.get().digest)


def test_a_token_holds_as_many_days_as_asked() -> None:
    people.user("malee")
    token = said("token", "malee@example.com", "--days", "2").strip()
    now = timezone.now()
    assert accounts.user_by_token(token, now=now + timedelta(days=1)) is not None
    assert accounts.user_by_token(token, now=now + timedelta(days=3)) is None


@pytest.mark.parametrize(
    "words", [["nobody@example.com"], ["malee@example.com", "--days", "0"], ["malee@example.com", "--days", "9999"]]
)
def test_a_token_is_not_made_for_nobody_nor_for_ever(words: list[str]) -> None:
    people.user("malee")
    with pytest.raises(CommandError):
        said("token", *words)
    assert not Token.objects.exists()


def test_a_closed_account_gets_no_token_and_is_not_listed() -> None:
    user = people.user("malee")
    user.is_active = False
    user.save()
    with pytest.raises(CommandError):
        said("token", "malee@example.com")
    assert json.loads(said("accounts", "--json")) == []


def test_accounts_are_listed_from_the_ministry_down_with_role_and_office(django_assert_num_queries: Any) -> None:
    for who in ("wichai", "malee", "prasit", "nok"):
        people.user(who)
    with django_assert_num_queries(1):
        listed = json.loads(said("accounts", "--json"))
    assert [(one["email"], one["role"], one["office"]) for one in listed] == [
        ("nok@example.com", "officer", "MOI"),
        ("prasit@example.com", "officer", "5000"),
        ("malee@example.com", "officer", "5001"),
        ("wichai@example.com", "agency", "50-electricity"),
    ]
    assert "malee@example.com" in said("accounts")


def test_an_empty_house_says_so() -> None:
    assert "no accounts" in said("accounts")
