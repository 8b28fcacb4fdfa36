"""sangsuk seal: cases that came before there were seals, and that the rule of today would seal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sangsuk.cases.sealed import late, watch
from sangsuk.offices import queries as offices
from sangsuk.thai.dates import bangkok_date


class Command(BaseCommand):
    help = (
        "Find the cases that came before there were seals and would be sealed today; seal them. Work goes on meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, told in (("look", "list them: number and offices, no words"), ("again", "seal them, one by one")):
            one = verbs.add_parser(verb, help=told)
            one.add_argument("--after", type=int, default=0, help="begin behind the case with this key")
            one.add_argument("--batch", type=int, default=late.BATCH, help="cases read at once")

    def handle(self, *args: Any, **options: Any) -> None:
        now, seals = timezone.now(), options["verb"] == "again"
        many = left = 0
        for found in late.look(bangkok_date(now), after=options["after"], batch=options["batch"]):
            many += 1
            why = watch.seal_late(found.pk, now) if seals else ""
            left += bool(why)
            self.stdout.write(f"{_line(found)}{f'  NOT SEALED: {why}' if why else ''}")
        self.stdout.write(f"{many - left:,} cases are sealed now." if seals else f"{many:,} cases would be sealed.")
        if left:
            raise CommandError(f"{left:,} cases could not be sealed. Nothing of them was changed.")


def _line(found: late.Late) -> str:
    accused = ", ".join(f"{code} {_name(code)}" for code in found.accused) or "nobody"
    people = f" and {found.people} of their people" if found.people else ""
    return (
        f"{found.pk:>9}  {found.number}  {found.status}  {found.secrecy}  at {found.office}  accuses {accused}{people}"
    )


def _name(code: str) -> str:
    card = offices.known().get(code)
    return card.name_th if card else ""
