"""In these tests it is Monday, ten o'clock: whoever is appointed works from today on."""

import pytest

from factories import MONDAY


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
