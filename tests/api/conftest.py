"""A program that calls, and a case that it has sent in. (Models are imported late: this file is read before Django is up.)"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .calling import Caller


@pytest.fixture
def api() -> "Caller":
    from .calling import Caller

    return Caller()


@pytest.fixture(autouse=True)
def as_in_service(remembering: None) -> None:
    """Reference data are remembered, as in the running product."""


@pytest.fixture
def given(api: "Caller") -> Callable[..., dict[str, Any]]:
    """A case that a citizen's program has sent in: the answer, with number and key."""
    from .calling import told

    def make(n: int = 1, **changes: Any) -> dict[str, Any]:
        response = api.post("/cases", told(n, **changes))
        assert response.status_code == 201, response.content
        return dict(response.json())

    return make
