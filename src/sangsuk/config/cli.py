"""The command line: `sangsuk COMMAND`, the same as `python manage.py COMMAND`.

Without DATABASE_URL a command that needs the database gets the embedded server of this home, started when nobody runs
it yet, and stopped again by whoever leaves last.
"""

import os
import sys
from collections.abc import Sequence

from . import embedded, home, web
from .engine import EngineFailed

WITHOUT_DATABASE = {
    "bench", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages", "words",
}  # fmt: skip

UNDEFINED_TABLE = "42P01"
NOT_PREPARED = "the database is not prepared for this release yet. Say `make run` or `sangsuk prepare` first."


def main(argv: Sequence[str] | None = None) -> None:
    words = list(sys.argv if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sangsuk.config.settings")
    if words[1:2] == ["serve"]:  # before the settings are read: one connection for each request that runs
        os.environ.setdefault("SANGSUK_POOL", str(web.THREADS))
    os.environ.setdefault("SANGSUK_PROCESS", " ".join(["sangsuk", *words[1:2]]))
    try:
        if needs_embedded(words[1:]):
            with embedded.running(home.folder()) as url:
                os.environ["DATABASE_URL"] = url
                _execute(words)
        else:
            _execute(words)
    except EngineFailed as trouble:
        raise SystemExit(f"sangsuk: {trouble}") from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def needs_embedded(words: Sequence[str]) -> bool:
    """Does this command line ask for the database, with no DATABASE_URL saying which one?"""
    if os.environ.get("DATABASE_URL") or not words or words[0].startswith("-") or words[0] in WITHOUT_DATABASE:
        return False
    return not {"--help", "-h", "--version"} & set(words[1:])


def _execute(words: list[str]) -> None:
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError

    try:
        execute_from_command_line(words)
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") != UNDEFINED_TABLE:
            raise
        raise SystemExit(f"sangsuk: {NOT_PREPARED}") from None
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") is not None:  # the server answered; this is not about reaching it
            raise
        raise SystemExit(f"sangsuk: the database cannot be reached: {str(error).strip()}") from None


if __name__ == "__main__":
    main()
