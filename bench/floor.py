"""The floor: the same SQL without us, run by pgbench, which comes with the embedded server."""

import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from .house import House

Statement = tuple[str, Any]


@dataclass(frozen=True)
class Floor:
    """Transactions a second, the milliseconds one took on average, and how many there were."""

    per_second: float
    average_ms: float
    done: int


class Heard(list[Statement]):
    """What Django asked the database while it listened: with connection.execute_wrapper(heard): ..."""

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.append((sql, params))
        return execute(sql, params, many, context)


def script(statements: Sequence[Statement], house: House) -> str:
    """These statements with their values, as one transaction of pgbench.

    A colon before a letter would be a variable of pgbench, so within a value it is said as a function.
    """
    with psycopg.connect(house.url) as connection, psycopg.ClientCursor(connection) as cursor:
        lines = [cursor.mogrify(sql, params).strip().rstrip(";") + ";" for sql, params in statements]
    return _VARIABLE.sub("'||chr(58)||'", "\n".join(lines))


_VARIABLE = re.compile(r"(?<!:):(?=[A-Za-z_])")


def run(house: House, scripts: Sequence[str], *, connections: int, seconds: float, transaction: bool) -> Floor:
    """Each script equally often. Prepared, as our own connections do it after a few times."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(scripts):
            path = Path(folder, f"{number}.sql")
            path.write_text(f"begin;\n{text}\nend;\n" if transaction else text, encoding="utf-8")
            files += ["-f", str(path)]
        command = [
            str(house.programs / "pgbench"), "-n", "-M", "prepared", "-c", str(connections), "-j", "1",
            "-T", str(max(1, round(seconds))), *files, house.url,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or "number of failed transactions: 0 " not in done.stdout:
        raise RuntimeError(f"pgbench: {done.stdout[-600:]}{done.stderr[-600:]}")
    return Floor(
        _number(r"tps = ([\d.]+)", done.stdout), _number(r"latency average = ([\d.]+) ms", done.stdout),
        int(_number(r"transactions actually processed: (\d+)", done.stdout)),
    )  # fmt: skip


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    if found is None:
        raise RuntimeError(f"pgbench said: {text[-600:]}")
    return float(found.group(1))
