"""Files and tombstones in a folder of the test's own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path, world: None) -> None:
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
