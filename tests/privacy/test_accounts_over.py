"""What stands in the tables of signing in: every one of them is emptied by the rule that is declared for it."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.conf import settings
from django.contrib.sessions.models import Session as PlainSession
from django.db import models

from factories import MONDAY
from people import user
from sangsuk.accounts import forgetting
from sangsuk.accounts.actions import issue_token
from sangsuk.accounts.models import Citizen, Invitation, Session, Token, User
from sangsuk.privacy.retention import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "remembering")]
HERS = (EmailAddress, EmailConfirmation, Authenticator, SocialAccount, SocialToken, Citizen, Token, Session)


def everything_of(person: User) -> None:
    address = EmailAddress.objects.create(user=person, email="hers@example.com")
    EmailConfirmation.objects.create(email_address=address, key="k", created=MONDAY)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    account = SocialAccount.objects.create(user=person, provider="thaid", uid="u")
    SocialToken.objects.create(account=account, token="t", token_secret="s")
    Citizen.objects.create(user=person, provider="thaid", signed_in_at=MONDAY)
    Session.objects.create(user=person, session_key="k", session_data="x", expire_date=MONDAY)
    issue_token(person, label="x", now=MONDAY)


def left(*tables: type[models.Model]) -> dict[str, int]:
    return {table.__name__: n for table in tables if (n := table._default_manager.count())}


def test_with_an_account_goes_all_that_is_kept_to_sign_in_with_it() -> None:
    person = user("malee")
    everything_of(person)
    assert len(left(*HERS)) == len(HERS)
    forgetting.forget([person.pk])
    assert left(*HERS) == {}
    person.refresh_from_db()
    assert (person.name, person.is_active, person.has_usable_password()) == ("–", False, False)


def test_the_tokens_of_those_who_vouch_for_her_are_not_kept_at_all() -> None:
    assert settings.SOCIALACCOUNT_STORE_TOKENS is False


@pytest.mark.parametrize("table", [Session, PlainSession, Invitation])
def test_a_way_in_that_is_closed_goes_by_the_rule_whatever_else_there_is(table: Any) -> None:
    for n, ends in enumerate((MONDAY - timedelta(days=2), MONDAY + timedelta(hours=1))):
        if table is Invitation:
            Invitation.objects.create(user=user("malee"), digest=bytes([n]) * 32, made_at=MONDAY, ends_at=ends)
        else:
            table.objects.create(session_key=f"k{n}", session_data="x", expire_date=ends)
    engine.tick(MONDAY)
    assert left(table) == {table.__name__: 1}, "only what is over"
    engine.tick(MONDAY)
    assert left(table) == {table.__name__: 1}
