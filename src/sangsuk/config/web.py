"""The web server: granian, WSGI over HTTP/1."""

import os

from django.core.handlers.wsgi import WSGIHandler

THREADS = 4
BACKLOG = 1024
GRACE_SECONDS = 8


def processes() -> int:
    return max(1, min(4, len(os.sched_getaffinity(0))))


def serve(*, address: str, port: int, processes: int, threads: int) -> None:
    """Returns when SIGINT or SIGTERM came and the running requests are answered."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    from .processes import end_with_parent

    end_with_parent()
    os.environ["SANGSUK_POOL"] = str(threads)
    server = Granian(
        "sangsuk.config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=processes,
        blocking_threads=threads,
        backlog=BACKLOG,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig={"version": 1, "disable_existing_loggers": False},
    )
    server.serve(target_loader=_application, wrap_loader=False)


def _application() -> WSGIHandler:
    """Runs in every web process."""
    from .processes import end_with_parent

    end_with_parent(os.getppid())
    from .wsgi import application

    return application
