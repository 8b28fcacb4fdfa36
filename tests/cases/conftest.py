"""What several tests of cases stand on."""

from collections.abc import Iterator
from typing import Any

import pytest

from clamd import Clamd


@pytest.fixture
def scanner(settings: Any) -> Iterator[Clamd]:
    """A virus scanner that answers as clamd does, for as long as nobody kills it."""
    one = Clamd()
    settings.CLAMAV = one.address
    yield one
    if one.thread.is_alive():
        one.kill()
