"""The desk in tests: Monday 16 November 2026, eleven o'clock in Bangkok; files in a folder of one's own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

NOW = datetime(2026, 11, 16, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _desk(settings: Any, tmp_path: Path, world: None, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def at() -> Callable[[str], Client]:
    """A browser in which this person has signed in."""
    from people import user

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(user(who))
        return client

    return signed_in


@pytest.fixture
def powerful() -> Callable[[], None]:
    """Preecha has switched on her power."""
    from people import actor, user
    from sangsuk.accounts import elevations

    def switched_on() -> None:
        elevations.elevate(user("preecha"), by=actor("preecha"), reason="ทดสอบการเปิดสิทธิ์", now=NOW)

    return switched_on


@pytest.fixture
def powerful_operator(_desk: None, powerful: Any) -> Iterator[None]:
    """National rows are changed so only (test_account.py); what was remembered of them is forgotten afterwards."""
    from sangsuk.common.remember import forget_all

    powerful()
    yield
    forget_all()
