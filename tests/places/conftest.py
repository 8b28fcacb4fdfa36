"""What a test loads is rolled back; what the process remembers of it must go too."""

from collections.abc import Iterator

import pytest

from sangsuk.common import remember


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    remember.forget_all()
    yield
    remember.forget_all()
