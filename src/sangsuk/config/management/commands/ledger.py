"""sangsuk ledger: the days of the public log, its keys, and lost cases brought back from a folder of receipts."""

import base64
import json
import secrets
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sangsuk.cases import closing_days, receipt_forms, restoring
from sangsuk.common.errors import Refused
from sangsuk.config import home
from sangsuk.ledger import keybook, log, log_checking, signing


class Command(BaseCommand):
    help = (
        "heads: the signed heads as JSON, to keep outside. close: close the days that are over (the worker does it by "
        "itself). rotate: a new key signs from the next start on. restore FOLDER: bring lost cases back from the receipts "
        "in it (JSON, PDF, or a text file with the words of a QR code)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("heads", "close", "rotate", "restore"))
        parser.add_argument("folder", nargs="?", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "restore" and (options["folder"] is None or not options["folder"].is_dir()):
            raise CommandError("Name a folder that holds the receipts: sangsuk ledger restore FOLDER")
        {"heads": self._heads, "close": self._close, "rotate": self._rotate, "restore": self._restore}[options["what"]](
            options["folder"]
        )

    def _heads(self, _folder: Path | None) -> None:
        told = {
            "digest": log_checking.digest_of_heads(),
            "heads": [log.signed_head(h) for h in log.heads(most=100_000)],
        }
        self.stdout.write(json.dumps(told, indent=1))

    def _close(self, _folder: Path | None) -> None:
        self.stdout.write(f"{closing_days.close_days()} days closed.")

    def _rotate(self, _folder: Path | None) -> None:
        """One line more in the file; the old keys stay, to check what they signed."""
        path = Path(settings.HOME) / "ledger-keys"
        if not path.exists():
            raise CommandError("The keys come from SANGSUK_LEDGER_KEY: put a new one behind the others there.")
        seed, before = secrets.token_urlsafe(32), signing.of_line(home.ledger_keys(path.parent)[-1])
        with path.open("a", encoding="ascii") as file:
            file.write(f"\n{keybook.line(seed, before, f'{datetime.now(UTC):%Y-%m-%d}')}\n")
        key = signing.of_line(seed)
        public = base64.urlsafe_b64encode(key.public).decode().rstrip("=")
        self.stdout.write(
            f"Key {key.id}, public half {public}, vouched for by {before.id}. It signs when every process has been started anew."
        )

    def _restore(self, folder: Path | None) -> None:
        """Those whose number is free come first, so that none of them loses it to one that needs a new number."""
        done: Counter[str] = Counter()
        paths = sorted(p for p in (folder or Path()).iterdir() if p.is_file())
        for path in sorted(paths, key=_collides):
            done[self._one(path)] += 1
        self.stdout.write(", ".join(f"{many:,} {what}" for what, many in sorted(done.items())) or "No receipts there.")

    def _one(self, path: Path) -> str:
        try:
            returned = restoring.hand_in(receipt_forms.read(path.read_bytes()))
        except (receipt_forms.NoReceipt, Refused, OSError) as trouble:
            self.stdout.write(f"{path.name}: no receipt ({trouble})")
            return "unreadable"
        was = f", which was {returned.was}" if returned.was else ""
        self.stdout.write(f"{path.name}: {returned.number}{was} {returned.outcome}")
        return returned.outcome


def _collides(path: Path) -> bool:
    """Whether its number is another case's now."""
    try:
        receipt = receipt_forms.read(path.read_bytes())
    except (receipt_forms.NoReceipt, OSError):
        return True
    return restoring.look(receipt).outcome == restoring.RESTORED and restoring.is_taken(receipt)
