"""sangsuk keys: the keys of personal data, shown, exchanged and ended. The ceremony stands in docs/operations.md."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sangsuk.cases import reprinting
from sangsuk.common import keys, resealing
from sangsuk.common.models import DataKey


class Command(BaseCommand):
    help = "Show, exchange and end the keys of personal data. Nothing here prints a key."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("show", help="the keys, since when, and what each holds")
        verbs.add_parser("new", help="a new key-encryption key in the key file; say `rotate` afterwards")
        rotate = verbs.add_parser("rotate", help="wrap the data keys by the current key-encryption key")
        rotate.add_argument("--reseal", action="store_true", help="also a new data key, and every value sealed with it")
        rotate.add_argument("--go-on", action="store_true", help="no new data key: go on where a reseal was ended")
        rotate.add_argument("--batch", type=int, default=resealing.BATCH, help="values in one statement")
        rotate.add_argument("--pause", type=float, default=0.0, help="seconds between two statements")
        retire = verbs.add_parser("retire", help="end a key that nothing uses any more")
        retire.add_argument("key", help="the number of a data key, or the name of a key-encryption key")
        match = verbs.add_parser("match", help="fingerprints for who was told about before there were any")
        match.add_argument("--all", action="store_true", dest="everybody", help="also for those who have theirs")
        verbs.add_parser("check", help="whether every key unwraps and every value opens")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['verb']}")(**options)
        except keys.KeyTrouble as trouble:
            raise CommandError(str(trouble)) from None

    def _show(self, **_options: Any) -> None:
        keeper, used = keys.provider(), resealing.uses()
        rows = list(DataKey.objects.order_by("id"))
        current, wraps = keeper.current(), Counter(row.wrapped_by for row in rows if row.ended_at is None)
        self.stdout.write("Key-encryption keys:")
        for name in dict.fromkeys([*keeper.ids(), *wraps]):
            mark = "current" if name == current else "" if name in keeper.ids() else "MISSING"
            self.stdout.write(f"  {name:<24} wraps {wraps[name]:>3}  {mark}".rstrip())
        self.stdout.write("Data keys:")
        for row in rows:
            state = f"ended {row.ended_at:%Y-%m-%d}" if row.ended_at else f"by {row.wrapped_by}"
            held = sum(used.get(row.pk, {}).values())
            self.stdout.write(f"  {row.pk:<4} {row.purpose:<6} {row.made_at:%Y-%m-%d}  {held:>10,} values  {state}")
        if old := sum(used.get(0, {}).values()):
            self.stdout.write(f"  Sealed with the server's secret, as before there were data keys: {old:,} values")

    def _new(self, **_options: Any) -> None:
        self.stdout.write(
            f"{keys.provider().new(now=timezone.now())} is the current key. Copy the key file, then: sangsuk keys rotate"
        )

    def _rotate(self, *, reseal: bool, go_on: bool, batch: int, pause: float, **_options: Any) -> None:
        keys.ensure()
        self.stdout.write(f"{resealing.rewrap()} data keys wrapped anew.")
        if not (reseal or go_on):
            return
        if reseal and not go_on:
            self.stdout.write(f"Data key {resealing.new_data_key()} seals from now on.")
        done, unreadable = Counter[str](), Counter[str]()
        for step in resealing.reseal(batch=batch, pause=pause):
            done[str(step.column)] += step.done
            unreadable[str(step.column)] += step.unreadable
        for name in done:
            bad = f", {unreadable[name]:,} DO NOT OPEN" if unreadable[name] else ""
            self.stdout.write(f"{name}: {done[name]:,} sealed anew{bad}")
        if sum(unreadable.values()):
            raise CommandError("Some values do not open with any key. Nothing of them was changed.")

    def _retire(self, *, key: str, **_options: Any) -> None:
        if key.isdigit():
            resealing.retire_data_key(int(key))
        else:
            resealing.retire_wrapping_key(key)
        self.stdout.write(f"{key} is ended. Backups from before still need it: keep its copy with them.")

    def _match(self, *, everybody: bool, **_options: Any) -> None:
        done = unreadable = 0
        for step in reprinting.match(everybody=everybody):
            done, unreadable = done + step.done, unreadable + step.unreadable
        self.stdout.write(f"{done:,} people can be found by their fingerprints now.")
        if unreadable:
            raise CommandError(f"{unreadable:,} do not open with any key. Nothing of them was changed.")

    def _check(self, **_options: Any) -> None:
        if wrong := resealing.check(tell=self.stdout.write):
            raise CommandError(f"{wrong:,} values do not open.")
        self.stdout.write("Every key unwraps and every value opens.")
