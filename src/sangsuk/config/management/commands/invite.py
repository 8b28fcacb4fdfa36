"""sangsuk invite EMAIL: the first official of a new house, who invites the others from a page."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sangsuk.accounts import actions as accounts
from sangsuk.accounts import deeds, invitations
from sangsuk.common.errors import Refused
from sangsuk.offices import actions as offices
from sangsuk.offices.models import Membership


class Command(BaseCommand):
    help = (
        "Make an official's account, if there is none, and print a link of use once with which she sets her password."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--office", default="MOI", help="the code of her office (default: MOI, the ministry)")
        parser.add_argument("--role", default="operator", choices=Membership.Role.values)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now, why = timezone.now(), "sangsuk invite"
        try:
            user = accounts.open_account(options["email"], name=options["name"])
            offices.appoint(user, options["office"], options["role"])
            deeds.record(
                "appointed", to=user, by=deeds.HOUSE, why=why, now=now, office=options["office"], role=options["role"]
            )
            token = invitations.invite(user, by=deeds.HOUSE, now=now, why=why)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(settings.SITE_URL.rstrip("/") + reverse("desk:join", args=[token]))
