"""The whole description is true: whatever a program sends, the answer is one that the description names, in the shape it names.

Requests are made from the description by Schemathesis, the same ones each time; without a token, with one that may do
everything, with one that may do nothing here, and half of them aimed at a case that exists. `SANGSUK_LONG=1` makes many more.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import people
from factories import case as told
from factories import moved
from sangsuk.accounts import actions as accounts
from sangsuk.api import service
from sangsuk.common import ids
from sangsuk.config.wsgi import application

load_all_checks()
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLES = 400 if os.environ.get("SANGSUK_LONG") else 8
CHECKS = [
    status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance,
]  # fmt: skip


def house(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The product, read to the end and closed, as a server does it."""
    answer = application(environ, start_response)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


SCHEMA: Any = schemathesis.openapi.from_dict(service.schema())
SCHEMA.app = house
OPERATIONS: dict[str, Any] = {op.ok().label: op.ok() for op in SCHEMA.get_all_operations()}
WHO = {"nobody": None, "malee": "malee", "uthai": "uthai"}


@pytest.fixture
def no_limits(unlimited: None) -> Iterator[None]:
    """Nor does a request end the connection that the test's transaction stands on."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("no_limits", "world")
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_one_that_the_description_names(label: str, who: str) -> None:
    operation, about = OPERATIONS[label], told(700)
    moved(about, ("accept", people.actor("malee")))
    headers = {"X-Case-Key": ids.secret_key(about.client_id)}
    if who != "nobody":
        headers["Authorization"] = "Bearer " + accounts.issue_token(people.user(who), label="", now=timezone.now())

    @seed(1)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=False, suppress_health_check=list(HealthCheck)
    )
    @given(asked=operation.as_strategy(), here=st.booleans())
    def ask(asked: Any, here: bool) -> None:
        for name, value in (("number", about.number), ("code", "5001"), ("axis", "refusal"), ("name", "new")):
            if here and name in (asked.path_parameters or {}):
                asked.path_parameters[name] = value
        own = headers if here else {k: v for k, v in headers.items() if k != "X-Case-Key"}
        answer = asked.call(headers=own)
        assert answer.status_code < 500, (asked.as_curl_command(), answer.text)
        asked.validate_response(answer, checks=CHECKS)

    ask()
