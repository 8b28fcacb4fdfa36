"""The web server: granian, WSGI over HTTP/1."""

import gc
import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

THREADS = int(os.environ.get("SANGSUK_THREADS", "4"))
PROXIES = os.environ.get("SANGSUK_PROXIES", "")  # whose X-Forwarded-For and X-Forwarded-Proto are believed
BACKLOG = 1024
GRACE_SECONDS = 8


def processes() -> int:
    return max(1, min(4, len(os.sched_getaffinity(0))))


def serve(*, address: str, port: int, processes: int) -> None:
    """Returns when SIGINT or SIGTERM came and the running requests are answered.

    The application is loaded here, before the processes are forked: they start at once and share its memory.
    """
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    from .processes import end_with_parent

    end_with_parent()
    _load()
    gc.collect()
    gc.freeze()  # what is loaded by now stays: no process needs to look through it again, or to copy its pages
    server = Granian(
        "sangsuk.config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=processes,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig={"version": 1, "disable_existing_loggers": False},
    )
    server.serve(target_loader=_application, wrap_loader=False)


def _load() -> "WSGIApplication":
    """Views and URLs too, which Django would otherwise import with the first request."""
    from django.urls import get_resolver
    from granian.utils.proxies import wrap_wsgi_with_proxy_headers

    from .wsgi import application

    _ = get_resolver().url_patterns
    if not PROXIES:
        return application
    wrapped: WSGIApplication = wrap_wsgi_with_proxy_headers(application, PROXIES)
    return wrapped


def _application() -> "WSGIApplication":
    """Runs in every web process, first of all."""
    from .processes import end_with_parent

    for number in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # until granian sets its own: the ones we were forked with do nothing
        signal.signal(number, signal.SIG_DFL)
    end_with_parent(os.getppid())
    return _load()
