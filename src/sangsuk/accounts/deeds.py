"""Writing down what was done to an account. It lies here, below the ledger, because who does it stands below it too."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from .models import Deed, User


class Acting(Protocol):
    """As much of an `offices.Actor` as is written down."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def office_code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Herself:
    """A person who does something to her own account."""

    user_id: int | None
    name: str
    office_code: str = ""

    @classmethod
    def of(cls, user: User) -> "Herself":
        return cls(user.pk, user.name)


HOUSE = Herself(None, "")


def record(what: str, *, to: User, by: Acting, now: datetime, why: str = "", **data: Any) -> None:
    """In the transaction of the deed. `data` holds codes, never a secret."""
    Deed.objects.create(
        what=what, whom=to, by_id=by.user_id, by_name=by.name, office_code=by.office_code, at=now, why=why, data=data
    )
