"""Cards for tests: one way to say what somebody answered."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sangsuk.stories.cards import actions
from sangsuk.stories.cards.actions import NewCard
from sangsuk.stories.models import FeedbackCard

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)  # a Friday, noon in Bangkok
MIDNIGHT = datetime(2026, 11, 20, 17, tzinfo=UTC)


def new(**more: Any) -> NewCard:
    return NewCard(**{"client_id": uuid4(), "code": "5001", "tone": "positive", **more})


def sent(*, network: str = "", now: datetime = NOON, **more: Any) -> FeedbackCard:
    return actions.send(new(**more), network=network, now=now).card


def several(many: int, *, network: str = "", now: datetime = NOON, **more: Any) -> list[FeedbackCard]:
    return [sent(network=network, now=now, **more) for _no in range(many)]


ONE = UUID("6a0f0c5e-0000-4000-8000-000000000001")
