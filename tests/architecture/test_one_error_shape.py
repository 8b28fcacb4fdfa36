"""Whatever goes wrong at the programmers' door, it has one shape and a sentence."""

import json
import logging
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import UnreadablePostError
from django.test import Client
from ninja.errors import HttpError

from sangsuk.api import problems, reference, service
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale, TooMany

KEYS = ["type", "title", "status", "code", "detail", "field", "errors"]
RAISED = [
    (Refused("bad", "ประโยค", "text"), 422),
    (NotAllowed("no", "ประโยค"), 403),
    (Missing("none", "ประโยค"), 404),
    (Stale("late", "ประโยค"), 409),
    (TooMany("slow", "ประโยค", 17), 429),
    (problems.Unheard(415, "kind", "ประโยค"), 415),
    (HttpError(400, "x"), 400),
    (HttpError(401, "x"), 401),
    (HttpError(418, "x"), 418),
    (SuspiciousOperation("x"), 400),
    (UnreadablePostError("x"), 400),
    (RuntimeError("the secret insides"), 500),
    (KeyError("x"), 500),
]


def shape(response: Any) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(response.content)
    assert list(body) == KEYS
    assert body["status"] == response.status_code
    assert body["title"] and body["code"] and body["detail"]
    assert all(list(fault) == ["field", "code", "detail"] for fault in body["errors"])
    return body


@pytest.mark.parametrize(("trouble", "status"), RAISED, ids=lambda value: type(value).__name__)
def test_whatever_is_raised_has_the_shape(trouble: Exception, status: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL):
        response = problems.of(trouble)
    assert shape(response)["status"] == status


def test_what_nobody_foresaw_is_written_down_and_not_told(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    monkeypatch.setattr(reference.catalog, "missions", lambda: 1 / 0)
    response = Client().get("/api/v1/missions")
    assert shape(response)["code"] == "failed" and response.status_code == 500
    assert "division" not in response.content.decode()
    assert any(record.exc_info for record in caplog.records)


def test_too_many_says_how_long_to_wait() -> None:
    assert problems.of(TooMany("slow", "ประโยค", 17)).headers["Retry-After"] == "17"


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v2/cases", "/api/v1/none", "/api/v1/cases/", "/api/v1/%00"]
)
def test_an_unknown_address_has_the_shape(path: str) -> None:
    response = Client().get(path)
    assert shape(response)["code"] == "no_such_address" and response.status_code == 404


def test_a_wrong_method_has_the_shape_and_says_which_is_right() -> None:
    client = Client()
    for path, methods in service.schema()["paths"].items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - {m.upper() for m in methods}:
            response = client.generic(method, path.replace("{number}", "5001-70-000001").replace("{file_id}", "1"))
            assert shape(response)["code"] == "wrong_method", (method, path)
            assert response.status_code == 405
            assert response.headers["Allow"]


def test_a_body_in_pieces_of_unknown_number_is_refused_and_not_read_as_empty() -> None:
    response = Client().post(
        "/api/v1/cases", "{}", content_type="application/json", headers={"Transfer-Encoding": "chunked"}
    )
    assert shape(response)["code"] == "length_needed" and response.status_code == 411


def test_a_foreign_host_is_refused_in_the_same_shape() -> None:
    assert shape(Client(SERVER_NAME="evil.example").get("/api/v1/missions"))["status"] == 400


@pytest.mark.parametrize(("accepted", "language"), [
    ("", "th"), ("en", "en"), ("en-GB,th;q=0.5", "en"), ("th,en;q=0.9", "th"), ("fr", "th"), ("*", "th"),
    ("fr,en;q=0.3", "en"), ("x" * 5000, "th"), ("en;q=zero", "th"),
])  # fmt: skip
def test_the_sentence_comes_in_the_language_asked_for(accepted: str, language: str) -> None:
    response = Client().get("/api/v1/none", headers={"Accept-Language": accepted})
    body = shape(response)
    assert response.headers["Content-Language"] == language
    assert any("ก" <= sign <= "๛" for sign in body["detail"]) is (language == "th")
