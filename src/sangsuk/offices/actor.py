"""Who acts: one value that every verb and every rule of sight takes. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ActorKind = Literal["citizen", "staff", "system", "outside"]

SEES_CASES = frozenset({"officer", "chief", "agency", "executive"})
"""Roles whose work is cases. Who keeps rules or accounts, protects data, audits or judges stories sees none."""

NATIONAL = ("DOPA", "MOI")
"""The offices whose matter is the whole country: the department and the ministry."""

NAMED_ONLY = frozenset({"admin", "dpo", "auditor", "judge"})
"""Roles that enter only where a door names them; for all others a door is open that names nobody."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`role` is a membership's role, "citizen" or "system"; `channel` the door they came by: "web", "desk", "api".

    `duty` is what somebody outside, who came through a link, was asked for. `elevated`: a national administrator who
    has switched on her power for a while, with a reason on record. `leads`: opens what came in under seal, as the chief
    does, or whoever works there while the office has none. `on_behalf`: how a citizen acts for another, as the event
    keeps it: {"as": "delegate"}, or of a headman what `cases.mine.bringing` says.
    """

    kind: ActorKind
    user_id: int | None
    name: str
    role: str
    office_code: str
    office_level: str
    province_code: str
    channel: str
    duty: str = ""
    elevated: bool = False
    elsewhere: bool = False
    leads: bool = False
    on_behalf: Mapping[str, str] = field(default_factory=dict, hash=False)

    @classmethod
    def citizen(cls, channel: str, **on_behalf: str) -> "Actor":
        return cls("citizen", None, "", "citizen", "", "", "", channel, on_behalf=on_behalf)

    @classmethod
    def system(cls) -> "Actor":
        return cls("system", None, "", "system", "", "", "", "system")

    @classmethod
    def outside(cls, name: str, duty: str) -> "Actor":
        """Somebody without an account, who answers through a link for the body of that name."""
        return cls("outside", None, name, "outside", "", "", "", "link", duty)

    @property
    def is_staff(self) -> bool:
        return self.kind == "staff"

    @property
    def sees_cases(self) -> bool:
        return self.is_staff and self.role in SEES_CASES

    @property
    def at_agency(self) -> bool:
        """Works for an agency, its chief as well as its people: for them waits what was sent there, and nothing inside
        the centre is theirs to read."""
        return "agency" in (self.role, self.office_level)
