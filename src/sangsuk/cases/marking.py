"""Between two nights: every ten minutes a line about the events since the last one, in a file outside the database.

Who can change the database and nothing else cannot change that file; so what happened today can be taken away unseen for
some minutes only. A line holds no data of anybody: how many events there were and one digest over their hashes and over the
numbers of the cases that began, which no event can hold: a number is given in the same statement. An event may show itself
later than others with higher ids, so a line reaches as far as the line before had seen.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.ledger import canonical, log, signing

from .models import Case, CaseEvent

STEP = 200_000
_EVENTS = CaseEvent._meta.db_table
_CASES = Case._meta.db_table
_DIGEST = f"""
select count(*), encode(sha256(coalesce(string_agg(
    e.hash || coalesce(convert_to(c.number, 'UTF8'), ''::bytea), ''::bytea order by e.id), ''::bytea)), 'hex')
from {_EVENTS} e left join {_CASES} c on e.seq = 1 and c.id = e.case_id where e.id > %s and e.id <= %s
"""


def path() -> Path:
    return Path(settings.HOME) / "ledger-marks"


def mark(now: datetime | None = None) -> int:
    """Write the lines that are due; how many. Two at once wait for each other."""
    with path().open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        before = _last(file)
        with connection.cursor() as cursor:
            cursor.execute(f"select coalesce(max(id), 0) from {_EVENTS}")
            seen = cursor.fetchone()[0]
        lines = list(_lines(before, seen, now or timezone.now()))
        for line in lines:
            file.write(json.dumps(line, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return len(lines)


def _last(file: Any) -> dict[str, Any]:
    file.seek(0)
    lines = file.read().splitlines()
    return dict(json.loads(lines[-1])) if lines else {"upto": 0, "seen": 0}


def _lines(before: dict[str, Any], seen: int, now: datetime) -> Iterator[dict[str, Any]]:
    low, reach = before["upto"], before["seen"]
    if reach <= low and seen <= reach:
        return
    for upto in [*range(low + STEP, reach, STEP), reach] if reach > low else [low]:
        many, digest = _counted(low, upto)
        line = {"at": now.isoformat(), "digest": digest, "events": many, "low": low, "seen": seen, "upto": upto}
        yield line | {"tag": signing.tag(canonical.text(line).encode()).hex()}
        low = upto


def _counted(low: int, upto: int) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST, [low, upto])
        many, digest = cursor.fetchone()
        return int(many), str(digest)


def faults() -> Iterator[str]:
    """Lines that the database does not bear out any more. Older than the last closed day the log says the same."""
    if not path().exists():
        return
    last = log.last()
    closed = last.upto if last else 0
    for text in path().read_text(encoding="ascii").splitlines():
        line = json.loads(text)
        tag = bytes.fromhex(line.pop("tag"))
        said = {"at": line["at"][:16].replace("T", " "), "events": line["events"]}
        if not signing.tagged(canonical.text(line).encode(), tag):
            yield _("แฟ้มจดระหว่างวัน บรรทัดของเวลา %(at)s ถูกแก้") % said
        elif line["upto"] > closed and _counted(line["low"], line["upto"]) != (line["events"], line["digest"]):
            yield _("เหตุการณ์ %(events)s รายการที่จดไว้เมื่อ %(at)s ไม่ครบหรือถูกแก้") % said
