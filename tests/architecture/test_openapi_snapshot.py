"""Programs lean on the description: it changes only when somebody means it to."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sangsuk.api import service
from sangsuk.api.examples import EXAMPLES

SNAPSHOT = Path(__file__).parent.parent / "api" / "openapi.json"
HINT = f"If this is meant: delete {SNAPSHOT.name}, run the test again, read the difference, and commit it."


def test_the_description_is_the_one_that_was_agreed() -> None:
    now = json.loads(json.dumps(service.schema()))
    if not SNAPSHOT.exists():
        SNAPSHOT.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail("Written anew; read the difference and commit it.")
    assert now == json.loads(SNAPSHOT.read_text(encoding="utf-8")), HINT


def test_it_is_openapi_3_1_and_every_reference_leads_somewhere() -> None:
    described = Client().get("/api/v1/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    text = json.dumps(described)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in described["components"]["schemas"]


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    paths = service.schema()["paths"]
    return [(method, path, one) for path, methods in paths.items() for method, one in methods.items()]


def test_every_operation_has_a_name_of_its_own_words_and_an_example() -> None:
    names = [one["operationId"] for _, _, one in operations()]
    assert len(names) == len(set(names))
    assert set(names) == set(EXAMPLES)
    assert all(one["summary"] and one["description"] for _, _, one in operations())


def test_every_operation_names_its_troubles_in_the_one_shape() -> None:
    for method, path, one in operations():
        troubles = {status: answer for status, answer in one["responses"].items() if status >= "400"}
        assert all(list(answer["content"]) == ["application/problem+json"] for answer in troubles.values())
        assert ("404" in troubles) >= ("{" in path), path
        assert ({"400", "413", "415", "422"} <= set(troubles)) or method == "get", path
        assert ("security" in one) is ("401" in troubles), path


def test_the_description_speaks_english_too() -> None:
    described = Client().get("/api/v1/openapi.json", headers={"Accept-Language": "en"}).content.decode()
    assert not any("ก" <= sign <= "๛" for sign in described)
