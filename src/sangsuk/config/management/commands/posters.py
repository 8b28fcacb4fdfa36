"""sangsuk posters: the posters of all district offices as PDF, for whoever prints them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sangsuk.common.errors import Refused
from sangsuk.config.progress import telling
from sangsuk.papers import posters as paper
from sangsuk.stories.cards import posters
from sangsuk.stories.cards.posters import Point


class Command(BaseCommand):
    help = "Write the posters with the QR codes of the feedback cards: all district offices, or those named."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=Path(), help="the folder they go to (default: this one)")
        parser.add_argument("--size", choices=[*paper.SIZES, "both"], default="both")
        parser.add_argument("--office", nargs="+", metavar="CODE", help="these offices only, as 5001")
        parser.add_argument("--counter", nargs="+", metavar="CODE", help="these counters only, as 5001-2")
        parser.add_argument("--counters", action="store_true", help="each office with all its counters")
        parser.add_argument("--by-province", action="store_true", help="one file for each province")
        parser.add_argument("--site", default=settings.SITE_URL, help="the address people use (default: SANGSUK_URL)")

    def handle(self, *args: Any, **options: Any) -> None:
        points = self._points(options)
        parts = posters.by_province(points) if options["by_province"] else {"": points}
        sizes = paper.SIZES if options["size"] == "both" else (options["size"],)
        options["to"].mkdir(parents=True, exist_ok=True)
        for size in sizes:
            with telling(f"Posters {size.upper()}, {len(points)} pages"):
                for province, some in parts.items():
                    name = "-".join(filter(None, ("posters", size, province)))
                    self._write(options["to"] / f"{name}.pdf", some, size, options["site"])

    def _points(self, options: dict[str, Any]) -> list[Point]:
        known = posters.offices_with_cards()
        if not known:
            raise CommandError("There are no offices yet. Say `sangsuk load` first.")
        counters = {point.code: point for point in posters.counters()}
        wanted, named = options["office"] or [], options["counter"] or []
        unknown = [*(code for code in wanted if code not in known), *(code for code in named if code not in counters)]
        if unknown:
            raise CommandError(f"No district office or counter has the code {', '.join(unknown)}")
        offices = [Point(code) for code in (wanted if wanted or named else known)]
        if not options["counters"]:
            return [*offices, *(counters[code] for code in named)]
        return [*posters.with_counters(offices, counters.values()), *(counters[code] for code in named)]

    def _write(self, file: Path, points: list[Point], size: str, site: str) -> None:
        try:
            file.write_bytes(paper.pdf([posters.poster(point, site=site) for point in points], size=size))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
