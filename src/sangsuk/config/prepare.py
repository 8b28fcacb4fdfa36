"""What has to be there before the first page: tables, reference data, words, static files, a demo world.

Every step looks first and does only what is missing, so that the second start is quick.
"""

import hashlib
import io
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command, get_commands

from . import health, reference, words
from .progress import telling


def everything() -> None:
    words.compile_all(settings.HOME)
    static_files()
    tables()
    reference.load_if_changed()
    if settings.MODE == "trial":
        demo_world()


def tables() -> None:
    if health.missing_migrations():
        with telling("Making the tables"):
            call_command("migrate", verbosity=0, interactive=False)


def static_files() -> None:
    """collectstatic, when a file or its time has changed since the last one."""
    seen = _static_digest()
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text(encoding="ascii") == seen:
        return
    with telling("Collecting the static files"):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(seen, encoding="ascii")


def _static_digest() -> str:
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            seen = Path(storage.path(path)).stat()
            digest.update(f"{path} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def demo_world() -> None:
    """Only into a database that has no case yet: never beside real ones."""
    from sangsuk.cases.models import Case

    if "demo" in get_commands() and not Case.objects.exists():
        with telling("Making the demo world"):
            call_command("demo", verbosity=0)


def welcome(port: int) -> str:
    """Where to go and as whom."""
    accounts = io.StringIO()
    try:
        call_command("accounts", stdout=accounts)
    except CommandError:
        return f"\nSangsuk runs at http://127.0.0.1:{port}\nCtrl-C stops it.\n"
    return f"\nSangsuk runs at http://127.0.0.1:{port}\n\n{accounts.getvalue().rstrip()}\n\nCtrl-C stops it.\n"
