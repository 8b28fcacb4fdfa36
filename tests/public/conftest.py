"""Citizens' pages in tests: a client that checks forged forms like a browser would meet it, files of one's own."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path, world: None) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def guarded() -> Client:
    """A browser whose forms have no good guard: as after a night with the page open."""
    return Client(enforce_csrf_checks=True)
