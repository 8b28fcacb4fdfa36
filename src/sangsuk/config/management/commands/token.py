"""sangsuk token EMAIL: a key to the programmers' door, printed once and kept nowhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sangsuk.accounts import actions as accounts
from sangsuk.accounts import tokens
from sangsuk.accounts.models import User
from sangsuk.common.errors import Refused


class Command(BaseCommand):
    help = "Print a bearer token for an official's account. Only its digest is kept, so it cannot be shown again."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--days", type=int, default=90, help="how long it holds (default: 90)")
        parser.add_argument("--label", default="", help="what it is for")
        parser.add_argument(
            "--scope",
            action="append",
            choices=list(tokens.SCOPES),
            help="what it may do; several times for several (default: all)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        user = User.objects.filter(email=email, is_active=True).first()
        if user is None:
            raise CommandError(f"No open account has the address {email}. See: sangsuk accounts")
        how = {"label": options["label"], "lasts_days": options["days"], "scopes": options["scope"]}
        try:
            self.stdout.write(accounts.issue_token(user, now=timezone.now(), **how))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
