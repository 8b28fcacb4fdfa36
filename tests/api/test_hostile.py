"""Whatever a program sends, it gets an answer of ours: never a failure, never another shape."""

import json
import string
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import people
from factories import case
from sangsuk.accounts import actions as accounts
from sangsuk.api import service
from sangsuk.common import ids

pytestmark = pytest.mark.django_db

HARD_TEXT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\x00\x07\u200b\ufeff\u202eกา😀\ud7ff\U0010ffff'\"\\%", max_size=20),
    st.sampled_from(["", " ", "\x00", "ก" * 50_000, "'; drop table cases_case;--", "%s", "../../etc/passwd", "null"]),
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.sampled_from([2**31, -(2**63), 10**30, 0, -1]),
    st.floats(allow_nan=False, allow_infinity=False), HARD_TEXT,
)  # fmt: skip
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
RUNS = settings(
    max_examples=60, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


def shaped(schema: dict[str, Any], described: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that are nearly what the description asks for, and often not quite."""
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    good: st.SearchStrategy[Any]
    if "anyOf" in schema:
        good = st.one_of(*(shaped(one, described) for one in schema["anyOf"]))
    elif "enum" in schema:
        good = st.sampled_from(schema["enum"])
    elif "properties" in schema:
        fields = {name: shaped(field, described) for name, field in schema["properties"].items()}
        needed = {name: fields.pop(name) for name in schema.get("required", []) if name in fields}
        return st.one_of(st.fixed_dictionaries(needed, optional=fields), ANYTHING)
    elif schema.get("format") == "uuid":
        good = st.uuids().map(str)
    elif schema.get("type") == "array":
        items = schema.get("prefixItems") or [schema.get("items", {})]
        good = st.tuples(*(shaped(one, described) for one in items)).map(list)
    elif schema.get("type") == "number":
        good = st.floats(-200, 200)
    elif schema.get("type") == "integer":
        good = st.integers(-2, 5)
    else:
        good = st.one_of(
            st.just("5001"), st.sampled_from(["th", "api", "500107", "accept", "ถนนขาดหน้าหมู่บ้าน"]), HARD_TEXT
        )
    return st.one_of(good, good, ANYTHING)


def bodies() -> list[Any]:
    described = service.schema()
    found = []
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                shape = shaped(content["application/json"]["schema"], described)
                found.append(pytest.param(method, path, shape, id=operation["operationId"]))
    return found


def ours(response: Any) -> None:
    assert response.status_code < 500, response.content
    if response.status_code >= 400:
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.json()["detail"]


@pytest.fixture
def token(db: None) -> str:
    return accounts.issue_token(people.user("malee"), label="", now=timezone.now())


@pytest.mark.parametrize(("method", "path", "shape"), bodies())
def test_no_body_breaks_an_address(method: str, path: str, shape: st.SearchStrategy[Any], token: str) -> None:
    told = case()
    headers = {"X-Case-Key": ids.secret_key(told.client_id)}
    if "/desk/" in path:
        headers["Authorization"] = f"Bearer {token}"
    client = Client(raise_request_exception=False)

    @RUNS
    @given(shape)
    def run(body: Any) -> None:
        text = json.dumps(body)
        ours(client.generic(method, path.replace("{number}", told.number), text, "application/json", headers=headers))

    run()


QUERIES = ["/desk/cases", "/places", "/offices"]
QUERY_NAMES = ["q", "status", "category", "district", "due", "cursor", "limit", "province", "kind"]


@pytest.mark.parametrize("path", QUERIES)
def test_no_question_breaks_an_address(path: str, token: str) -> None:
    case()
    client = Client(raise_request_exception=False)

    @RUNS
    @given(st.dictionaries(st.sampled_from(QUERY_NAMES), HARD_TEXT, max_size=4))
    def run(query: dict[str, str]) -> None:
        ours(client.get(f"/api/v1{path}", query, headers={"Authorization": f"Bearer {token}"}))

    run()


@RUNS
@given(st.binary(max_size=200))
def test_no_bytes_break_the_intake(body: bytes) -> None:
    ours(Client(raise_request_exception=False).generic("POST", "/api/v1/cases", body, "application/json"))


@RUNS
@given(st.text(alphabet=string.printable + "กา\x00😀", max_size=40), st.text(alphabet=string.printable, max_size=40))
def test_no_number_and_no_header_break_an_address(number: str, header: str) -> None:
    client = Client(raise_request_exception=False)
    line = header.replace("\r", "").replace("\n", "")
    headers = {"X-Case-Key": line, "Authorization": line, "Accept-Language": line}
    for path in (f"/cases/{quote(number)}", f"/desk/cases/{quote(number)}", f"/offices/{quote(number)}"):
        ours(client.get(f"/api/v1{path}", headers=headers))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"nothing"),
        ("multipart/form-data; boundary=", b"nothing"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=file; filename*=no-such''a\r\n\r\na\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=file\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n"),
    ],
)  # fmt: skip
def test_a_form_that_is_none_is_answered_in_our_shape(kind: str, body: bytes) -> None:
    token = accounts.issue_token(people.user("malee"), label="tests", now=timezone.now())
    number = case().number
    answer = Client(raise_request_exception=False).post(
        f"/api/v1/desk/cases/{number}/files", body, content_type=kind, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"
