"""Programs that tell without end are slowed down; a person always gets through, also without a script, and loses nothing."""

import itertools
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sangsuk.cases.models import Case
from sangsuk.common import limits
from sangsuk.common.models import LimitRule
from sangsuk.public import spam

from .telling import NAMED, placed, text


def last_step(client: Client, **typed: str) -> Any:
    draft = placed(client)
    return draft, client.post(f"{draft}/who", NAMED | typed)


def challenge(answer: Any) -> str:
    return re.findall(r'name="challenge" value="([^"]+)"', text(answer))[0]


def solved(told: str) -> str:
    return next(str(n) for n in itertools.count() if spam.is_proof(told, str(n)))


def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    then = timezone.now() + timedelta(seconds=seconds)
    monkeypatch.setattr("django.utils.timezone.now", lambda: then)


def test_nearly_everybody_is_asked_nothing(client: Client) -> None:
    _, answer = last_step(client)
    assert answer.status_code == 302 and "/receipt" in answer["Location"]
    assert [e.move for e in Case.objects.get().events.all()] == ["submit"]


def test_a_program_that_fills_in_everything_is_asked_for_a_proof_and_nothing_is_lost(client: Client) -> None:
    draft, answer = last_step(client, website="https://spam.example")
    assert answer.status_code == 429 and answer["Retry-After"] == "5"
    assert "เรื่องของท่านเก็บไว้ครบแล้ว" in text(answer) and not Case.objects.exists()
    told = challenge(answer)
    answer = client.post(f"{draft}/proof", {"challenge": told, "solution": solved(told)})
    assert answer.status_code == 302 and "/receipt" in answer["Location"]
    case = Case.objects.get()
    assert [e.move for e in case.events.order_by("seq")] == ["submit", "note"]
    assert "ช่องที่คนมองไม่เห็น" in case.events.get(move="note").data["text"]
    assert "ระบบขอให้ดู" not in text(client.get(answer["Location"]))  # the note is for the office


def test_without_a_script_she_waits_and_presses_once_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, answer = last_step(client, website="x")
    told = challenge(answer)
    assert client.post(f"{draft}/proof", {"challenge": told}).status_code == 429
    later(monkeypatch, 6)
    assert client.post(f"{draft}/proof", {"challenge": told}).status_code == 302
    assert Case.objects.get().events.filter(move="note").exists()


def test_three_steps_in_no_time_are_a_program_s(client: Client, settings: Any) -> None:
    settings.TELL_LEAST_SECONDS = 6
    draft, answer = last_step(client)
    told = challenge(answer)
    assert client.post(f"{draft}/proof", {"challenge": told, "solution": solved(told)}).status_code == 302
    assert not Case.objects.get().events.filter(move="note").exists()


def test_the_same_words_for_the_fourth_time_in_an_hour(client: Client) -> None:
    assert [last_step(client)[1].status_code for _ in range(4)] == [302, 302, 302, 429]


def test_a_crowd_behind_one_address_is_never_refused(client: Client) -> None:
    LimitRule.objects.create(
        code="tell.x",
        what="tell",
        per="range",
        amount=1,
        window_seconds=60,
        valid_from=timezone.localdate(),
        source="test",
    )
    limits.in_force.forget()
    assert last_step(client)[1].status_code == 302
    draft, answer = last_step(client)
    assert answer.status_code == 429
    told = challenge(answer)
    assert client.post(f"{draft}/proof", {"challenge": told, "solution": solved(told)}).status_code == 302
    assert Case.objects.count() == 2
    assert last_step(Client(REMOTE_ADDR="203.0.113.9"))[1].status_code == 302


@pytest.mark.parametrize("given", [
    {}, {"challenge": ""}, {"challenge": "x:y:z", "solution": "1"}, {"solution": "๑"}, {"challenge": "other", "solution": "1"},
])  # fmt: skip
def test_a_challenge_that_is_not_hers_is_asked_again(client: Client, given: dict[str, str]) -> None:
    draft, _ = last_step(client, website="x")
    if given.get("challenge") == "other":
        other = challenge(last_step(client, website="x")[1])
        given = {"challenge": other, "solution": solved(other)}
    answer = client.post(f"{draft}/proof", given)
    assert answer.status_code == 429 and challenge(answer)
    assert not Case.objects.exists()


def test_the_way_round_the_last_step_is_closed(client: Client) -> None:
    draft = placed(client)
    assert client.post(f"{draft}/proof", {})["Location"].endswith("/who")


def test_the_trap_is_hidden_from_eyes_ears_and_keys(client: Client) -> None:
    page = text(client.get(f"{placed(client)}/who"))
    (trap,) = re.findall(r'<div class="visually-hidden" aria-hidden="true">.*?</div>', page, re.DOTALL)
    assert 'tabindex="-1"' in trap and 'autocomplete="off"' in trap and "<label" in trap
    assert "required" not in trap
