"""Is this process alive, and can it do its work? Open to whoever asks; they tell nothing else."""

from pathlib import Path

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sangsuk.cases import scanning


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has the tables this release expects. What can wait is said, and takes nobody out of work."""
    trouble = _trouble()
    said = trouble or "\n".join(["ok", *_waits()])
    return HttpResponse(f"{said}\n", content_type="text/plain", status=503 if trouble else 200)


def _waits() -> list[str]:
    held = scanning.waiting()
    return [f"virus scanner: {held.trouble or 'slow'}, {held.many} files wait"] if held.late else []


def _trouble() -> str:
    try:
        return "migrations are missing" if missing_migrations() else ""
    except DatabaseError:
        return "the database does not answer"


def missing_migrations() -> set[tuple[str, str]]:
    """(room, name) of what is on the disk and not in the database: one statement, no module is imported for it."""
    written = {
        (app.label, path.stem)
        for app in apps.get_app_configs()
        for path in (Path(app.path) / "migrations").glob("[0-9]*.py")
    }
    return written - set(MigrationRecorder(connection).applied_migrations())
