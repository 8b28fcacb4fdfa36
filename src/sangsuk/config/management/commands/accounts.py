"""sangsuk accounts: who can sign in, as what, for which office."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from sangsuk.offices import queries as offices

MOST_LINES = 24
ORDER = {"ministry": 0, "province": 1, "district": 2, "agency": 3}


@dataclass(frozen=True)
class Account:
    """One person in one office."""

    email: str
    name: str
    role: str
    office: str
    office_name: str


class Command(BaseCommand):
    help = "List the officials' accounts with their roles and offices."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="all of them, as a JSON list")

    def handle(self, *args: Any, **options: Any) -> None:
        found = accounts()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
            return
        for one in found[:MOST_LINES]:
            self.stdout.write(f"  {one.email:<34} {one.role:<10} {one.office:<16} {one.office_name}")
        if len(found) > MOST_LINES:
            self.stdout.write(f"  ... and {len(found) - MOST_LINES} more: sangsuk accounts --json")
        if not found:
            self.stdout.write("  There are no accounts yet.")


def accounts() -> list[Account]:
    """Everybody who may sign in today, the ministry first. One query."""
    rows = offices.memberships(timezone.localdate()).filter(user__is_active=True).select_related("user")
    ordered = sorted(rows, key=lambda m: (ORDER.get(m.office.level, 9), m.office_id, m.role, m.user.email))
    return [Account(m.user.email or "", m.user.name, m.role, m.office_id, m.office.name_th) for m in ordered]
