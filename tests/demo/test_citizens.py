"""The citizens of the demo world: who plays Bunma finds cases in her list, and her daughter helps."""

from typing import Any

from django.test import Client
from django.utils import timezone

import people
from factories import case
from sangsuk.accounts.models import User
from sangsuk.cases.mine import delegating, keeping
from sangsuk.config.demo import citizens
from sangsuk.offices.models import VillagePost
from signing_in import sign_in


def test_who_plays_bunma_finds_her_cases_and_her_daughter(world: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(citizens, "CHIEF", people.user("suda").email)
    told = [case(n) for n in range(4)]
    now = timezone.now()
    citizens.make(now=now)
    citizens.make(now=now)
    bunma = User.objects.filter(kind="citizen").order_by("id")[0]
    assert len(keeping.cases(bunma.pk)) == 3 and len(delegating.given_by(bunma.pk)) == 1
    client = Client()
    sign_in(client, "bunma")
    assert told[-1].number in client.get("/me").content.decode()
    assert User.objects.filter(kind="citizen").count() == 2 and VillagePost.objects.count() == 1


def test_where_nobody_pretends_there_are_none(world: None, settings: Any) -> None:
    settings.MOCK_SIGN_IN = False
    citizens.make(now=timezone.now())
    assert not User.objects.filter(kind="citizen").exists()
