"""The page for programmers: readable, in two languages, from the same description."""

import pytest
from django.conf import settings
from django.test import Client

from sangsuk.api import service
from sangsuk.api.docs import groups


def page(language: str = "th") -> str:
    client = Client()
    client.cookies["lang"] = language
    answer = client.get("/api/v1/docs")
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return answer.content.decode()


def test_every_address_is_on_the_page_with_an_example_that_runs_here() -> None:
    text = page()
    for path, methods in service.schema()["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in text and f'id="{operation["operationId"]}"' in text
    assert f"curl {settings.SITE_URL}/api/v1/cases" in text


def test_the_page_is_complete_in_english() -> None:
    text = page("en")
    for words in ("น้ำท่วมถนนหน้าโรงเรียนบ้านสันทราย", "เด็กเดินไปเรียนไม่ได้มาสามวันแล้ว", "ขอให้ระบายน้ำ", "สมชาย ใจดี", "วันนี้น้ำสูงขึ้นอีก",
                  "งานเร็ว แต่ที่นั่งรอไม่พอ", "หน้าโรงเรียน", "แม่ริม", "โทรนัดวันลงพื้นที่", "น้ำท่วมตั้งแต่วันไหน", "บัตรประชาชน",
                  "ภาษาไทย", "ไทย"):  # fmt: skip
        text = text.replace(words, "")
    assert not [sign for sign in text if "ก" <= sign <= "๛"]


def test_nothing_on_the_page_comes_from_elsewhere_or_runs_inline() -> None:
    text = page()
    assert "<script>" not in text and " style=" not in text and " onclick" not in text
    assert "cdn" not in text.lower()


@pytest.mark.parametrize("field", ["place.district", "place.point", "reporter.name"])
def test_fields_inside_fields_are_named_with_their_way(field: str) -> None:
    [submit] = [one for _, _, operations in groups("th") for one in operations if one.id == "submit_case"]
    assert field in {line.name for line in submit.asks}
    assert "events[].sentence" in {line.name for line in submit.gives}
