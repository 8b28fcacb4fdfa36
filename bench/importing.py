"""`sangsuk import cases`, beside COPY of the finished rows into the same tables with the same indexes."""

import csv
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from . import filling, house, words
from .figures import Figure
from .house import House

CASES = 60_000
SEED = 13
HEADER = [
    "ticket_id", "type", "organization", "comment", "coords", "photo", "after_photo", "address", "subdistrict",
    "district", "province", "timestamp", "state", "star", "count_reopen", "last_activity",
]  # fmt: skip
TYPES = {
    "road.surface": "ถนน", "water.flood": "น้ำท่วม", "water.drain": "ท่อระบายน้ำ", "road.light": "แสงสว่าง",
    "environment.waste": "ความสะอาด", "environment.noise": "เสียงรบกวน", "safety.tree": "ต้นไม้", "safety.animal": "สัตว์จรจัด",
}  # fmt: skip
STATES = ["รอรับเรื่อง", "กำลังดำเนินการ", "กำลังดำเนินการ", *["เสร็จสิ้น"] * 7]


def measure(cases: int | None, file: Path | None = None) -> Iterator[Figure]:
    """`file`: rows of a real register to be repeated, each with a number of its own; otherwise invented ones."""
    many = cases if cases is not None else CASES
    with house.built() as home:
        source = home.home / "import.csv"
        _write(source, many, file)
        start, _said = _import(source, home, "--limit", "1")
        cost, said = _import(source, home)
        rate = float(re.search(r"\(([\d,]+)/s\)", said)[1].replace(",", ""))  # type: ignore[index]
        least = _copied(home, many)
        yield Figure("import", rate, "rows/s", least, rate / least, cases=many)
        yield Figure("import.with_start", many / cost.seconds, "rows/s", cases=many)
        yield from _limits(start, cost, many)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield Figure("import.memory", peak, "MB", cases=many)
        again, _said = _import(source, home)
        yield Figure("import.again", many / again.seconds, "rows/s", cases=many)


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and of the processor: in our processes and in PostgreSQL."""

    seconds: float
    ours: float
    theirs: float


def _limits(start: Cost, whole: Cost, many: int) -> Iterator[Figure]:
    """What it hangs on. `import.at_most` is what the cores allow once it has begun, when nobody else wants them and nothing
    waits; where `import.cores` is well below their number, somebody did, or it waited for the disk."""
    cores = os.cpu_count() or 1
    ours, theirs = (whole.ours - start.ours) / many, max(0.0, whole.theirs - start.theirs) / many
    used = (whole.ours + whole.theirs) / whole.seconds
    yield Figure("import.start", start.ours, "s of CPU")
    yield Figure("import.python", ours * 1e6, "us/row", cases=many)
    yield Figure("import.postgres", theirs * 1e6, "us/row", cases=many)
    yield Figure("import.cores", used, "cores", cores, used / cores)
    yield Figure("import.at_most", cores / (ours + theirs), "rows/s", cases=many)
    why = (
        "the processor limits it" if used > 0.85 * cores else "others had the cores, or it waited: not a quiet machine"
    )
    print(
        f"import: {ours * 1e6:.0f} us of processor for a row in Python, {theirs * 1e6:.0f} in PostgreSQL,"
        f" {start.ours:.1f} s to begin; {used:.2f} of {cores} cores were used: {why}.",
        file=sys.stderr,
    )


def _import(file: Path, home: House, *options: str) -> tuple[Cost, str]:
    command = [sys.executable, "-m", "sangsuk.config.cli", "import", "cases", str(file), "--format", "traffy", *options]
    began, ours, theirs = time.perf_counter(), _children(), house.postgres_seconds(home.home) or 0.0
    done = subprocess.run(command, cwd=home.home, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    seconds, after = time.perf_counter() - began, house.postgres_seconds(home.home) or 0.0
    return Cost(seconds, _children() - ours, after - theirs), done.stdout


def _children() -> float:
    """Processor seconds of the processes that we have waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _copied(home: House, many: int) -> float:
    """Rows a second when PostgreSQL alone copies the finished cases and events into tables like ours."""
    from django.db import connection

    folder = home.home / "postgres" / "data"
    seconds = 0.0
    with connection.cursor() as cursor:
        for table in ("cases_case", "cases_caseevent"):
            path = str(folder.resolve() / f"{table}.copy")
            cursor.execute(f"copy {table} to '{path}'")
            cursor.execute(f"create table floor_{table} (like {table} including all)")
            began = time.perf_counter()
            cursor.execute(f"copy floor_{table} from '{path}'")
            seconds += time.perf_counter() - began
    connection.close()
    return many / seconds


def _write(target: Path, many: int, file: Path | None) -> None:
    rows = _invented(many) if file is None else _repeated(file, many)
    with target.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


def _invented(many: int) -> Iterator[list[str]]:
    from sangsuk.places import queries as places

    chance = random.Random(SEED)
    yield HEADER
    for number in range(many):
        category, text = words.story(chance)
        code = filling.district(chance)
        district, inside = places.district(code), places.inside(code)
        point = f"[{district.longitude}, {district.latitude}]"
        at = datetime(2022, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(2 * 365 * 1440))
        last = at + timedelta(minutes=chance.randrange(90 * 1440))
        yield [
            f"B-{number:07d}", f"{{{TYPES.get(category, 'อื่นๆ')}}}", "เทศบาล", text, point, "", "", words.note(chance),
            chance.choice(inside).name_th, district.name_th, places.province(code[:2]).name_th, at.isoformat(" "),
            chance.choice(STATES), chance.choice(["", "", "5", "4", "1"]), chance.choice(["", "0", "0", "1"]),
            last.isoformat(" "),
        ]  # fmt: skip


def _repeated(file: Path, many: int) -> Iterator[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as source:
        header, *rows = csv.reader(source)
    at = next(i for i, name in enumerate(header) if name in ("ticket_id", "id"))
    yield header
    for number in range(many):
        row = list(rows[number % len(rows)])
        row[at] = f"B-{number:07d}"
        yield row
