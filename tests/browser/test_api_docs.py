"""The page for programmers, in a real Chromium."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from .looking import too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "language", "scheme"), [(360, "th", "light"), (1280, "en", "dark")])
def test_every_example_and_table_can_be_reached_and_read(
    opened: Callable[..., Page], width: int, language: str, scheme: Any
) -> None:
    page = opened(width=width, language=language, color_scheme=scheme)
    page.goto("/api/v1/docs")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(page) == []
    assert too_wide(page) == ""
    page.locator(".addresses a").first.click()
    assert page.url.endswith("#submit_case")
