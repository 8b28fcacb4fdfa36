"""The independent script that chooses again, run as anybody would run it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parents[1] / "docs" / "recompute_selection.py"


def recompute(document: dict[str, Any], folder: Path) -> "subprocess.CompletedProcess[str]":
    path = folder / "record.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(path)], capture_output=True, text=True, cwd=folder, check=False
    )
