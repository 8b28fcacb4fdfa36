"""A programmer's hands: JSON in, JSON out, as a citizen or as one of the officials of `people`."""

import json
from typing import Any

from django.test import Client
from django.utils import timezone

import people
from factories import STORY, client_id
from sangsuk.accounts import actions as accounts


class Caller:
    """Calls /api/v1; `as_` gives one that carries a person's token."""

    def __init__(self, token: str = "") -> None:
        self.client = Client(raise_request_exception=False)
        self.token = token

    def as_(self, who: str) -> "Caller":
        return Caller(accounts.issue_token(people.user(who), label="tests", now=timezone.now()))

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=self._headers(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.client.post(f"/api/v1{path}", text, content_type="application/json", headers=self._headers(headers))

    def form(self, path: str, body: dict[str, Any], **headers: str) -> Any:
        return self.client.post(f"/api/v1{path}", body, headers=self._headers(headers))

    def _headers(self, given: dict[str, str]) -> dict[str, str]:
        token = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return token | {name.replace("_", "-"): value for name, value in given.items()}


def told(n: int = 1, **changes: Any) -> dict[str, Any]:
    """Somchai's complaint as JSON."""
    body: dict[str, Any] = {
        "client_id": str(client_id(n)), "mission": "grievance", "description": STORY, "wish": "ขอให้ระบายน้ำ",
        "place": {"district": "5001", "subdistrict": "500107"}, "identity": "named",
        "reporter": {"name": "สมชาย ใจดี (สมมติ)", "phone": "081 555 0101", "email": "somchai@example.com"},
    }  # fmt: skip
    return body | changes


def is_problem(response: Any, status: int, code: str | None = None, field: str | None = None) -> dict[str, Any]:
    """Asserts the one shape of trouble; returns its body."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert list(body) == ["type", "title", "status", "code", "detail", "field", "errors"]
    assert body["status"] == status and body["detail"] and body["title"]
    if code is not None:
        assert body["code"] == code
    if field is not None:
        assert body["field"] == field
    return body
