"""python -m bench [NAME] [--cases N] [--json] [--seconds S] [--file FILE]; without NAME all of them."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

NAMES = (
    "intake",
    "queue",
    "case",
    "track",
    "import",
    "recompute",
    "sweep",
    "reports",
    "papers",
    "counter",
    "redaction",
    "ledger",
    "sealed",
    "sealing",
    "stories",
    "flagships",
)
RUNS = (
    ("intake",),
    ("queue", "case", "track"),
    ("import",),
    ("recompute",),
    ("sweep",),
    ("reports",),
    ("papers",),
    ("counter",),
    ("redaction",),
    ("ledger",),
    ("sealed",),
    ("sealing",),
    ("stories",),
    ("flagships",),
)  # each in one house
RESULTS = Path(__file__).parent / "results"


def main() -> int:
    parser = argparse.ArgumentParser(prog="sangsuk bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--cases", type=int, help="how many cases there are (import: rows)")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each figure")
    parser.add_argument("--seconds", type=float, help="how long each load lasts")
    parser.add_argument(
        "--file",
        type=Path,
        help="import: repeat the rows of this file instead of invented ones; redaction: ThaiNER's data.conll.gz",
    )
    parser.add_argument("--keep", action="store_true", help="write the figures to bench/results")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(NAMES):
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}")
    runs = [tuple(n for n in run if n in (chosen.names or NAMES)) for run in RUNS]
    runs = [run for run in runs if run]
    if len(runs) > 1:  # a process measures in one house only
        return max(_apart(run) for run in runs)
    lines = []
    for figure in _measured(runs[0], chosen):
        print(figure.as_json() if chosen.json else figure, flush=True)
        lines.append(figure.as_json())
    if chosen.keep:
        _keep("-".join(runs[0]), lines)
    return 0


def _measured(names: tuple[str, ...], chosen: argparse.Namespace) -> Iterator[object]:
    if names == ("intake",):
        from . import intake

        return intake.measure(chosen.cases, chosen.seconds)
    if names == ("import",):
        from . import importing

        return importing.measure(chosen.cases, chosen.file)
    if names == ("recompute",):
        from . import recomputing

        return recomputing.measure(chosen.cases)
    if names == ("sweep",):
        from . import sweeping

        return sweeping.measure(chosen.cases)
    if names == ("reports",):
        from . import reporting

        return reporting.measure(chosen.cases, chosen.seconds)
    if names == ("sealed",):
        from . import sealed

        return sealed.measure(chosen.cases)
    if names == ("sealing",):
        from . import sealing

        return sealing.measure(chosen.cases)
    if names == ("papers",):
        from . import printing

        return printing.measure(chosen.cases)
    if names == ("counter",):
        from . import counter

        return counter.measure(chosen.cases)
    if names == ("redaction",):
        from . import redaction

        return redaction.measure(chosen.file)
    if names == ("stories",):
        from . import stories

        return stories.measure(chosen.cases, chosen.seconds)
    if names == ("flagships",):
        from . import flagships

        return flagships.measure(chosen.cases, chosen.seconds)
    if names == ("ledger",):
        from . import ledger

        return ledger.measure(chosen.cases)
    from . import pages

    return pages.measure(names, chosen.cases, chosen.seconds)


def _apart(names: tuple[str, ...]) -> int:
    options = [word for word in sys.argv[1:] if word not in NAMES]
    return subprocess.run([sys.executable, "-m", "bench", *names, *options], check=False).returncode


def _keep(name: str, lines: list[str]) -> None:
    """The machine is said as what matters of it."""
    said = f'"on": "{datetime.now(UTC):%Y-%m-%d}", "machine": "2 cores"'
    text = "[\n" + ",\n".join(f" {{{said}, {line[1:]}" for line in lines) + "\n]\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="ascii")


if __name__ == "__main__":
    sys.exit(main())
