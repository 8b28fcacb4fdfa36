"""The whole record looked through at one moment, and that written down: every night, and by `sangsuk verify`."""

import contextlib
import logging
import time
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from sangsuk.ledger import log_checking
from sangsuk.ledger.models import Verification

from . import auditing, marking, proving
from .mediation import proving as dockets

logger = logging.getLogger(__name__)
MOST = 50
"""So many sentences are kept of one look."""


def verify(published: Mapping[str, Mapping[str, Any]] | None = None) -> Verification:
    """Look through everything, in the language of the moment. Memory stays flat; others go on working meanwhile."""
    seen, began, said, found = proving.Seen(), time.perf_counter(), list[str](), 0
    with one_moment():
        for line in _faults(seen, published or {}):
            found += 1
            if len(said) < MOST:
                said.append(line)
    if found:
        logger.error("the record was changed", extra={"found": found})
    return Verification.objects.create(
        at=timezone.now(), seconds=time.perf_counter() - began, cases=seen.cases, events=seen.events,
        adopted=seen.adopted, found=found, said=said,
    )  # fmt: skip


def _faults(seen: proving.Seen, published: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield from (str(fault) for fault in proving.faults(seen))
    yield from (str(fault) for fault in dockets.faults())
    yield from (str(fault) for fault in proving.letters())
    yield from (str(fault) for fault in proving.against_the_log())
    yield from (f"{gap.number}: {gap.what}" for gap in auditing.register_gaps())
    yield from marking.faults()
    yield from log_checking.faults(published)


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """Rows and events of the same moment, while others go on working."""
    begins = not connection.in_atomic_block
    with transaction.atomic():
        if begins:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        yield
