"""An agency comes in by the programmers' door when a case is handed to it, and from then on the task is its own."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import people
from factories import case, moved
from sangsuk.accounts import actions as accounts
from sangsuk.cases.models import Case


def ask(method: str, path: str, body: Any, who: str) -> int:
    token = accounts.issue_token(people.user(who), label="", now=timezone.now())
    sent = json.dumps(body) if body else ""
    answer = Client().generic(
        method, f"/api/v1/desk/cases/{path}", sent, "application/json", headers={"Authorization": f"Bearer {token}"}
    )
    return answer.status_code


@pytest.mark.django_db
def test_an_agency_comes_in_when_the_case_is_handed_to_it() -> None:
    told = case()
    assert ask("GET", told.number, None, "wichai") == 404
    moved(told, ("hand_to_agency", people.actor("malee")))
    assert ask("GET", told.number, None, "wichai") == 200
    accept = {"move": "agency_accept", "version": Case.objects.get().version}
    assert ask("POST", f"{told.number}/moves", accept, "malee") == 403
    assert ask("POST", f"{told.number}/moves", accept, "wichai") == 200
