"""In these tests it is Monday, ten o'clock: whoever is appointed works from today on."""

import pytest


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    from factories import MONDAY

    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
