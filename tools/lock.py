"""Refresh requirements.lock (what the product needs) and requirements-dev.lock (that and what developing needs).

One file serves Python 3.11 and later on any machine; every package carries its hashes, no index is named.
Needs uv, which is fetched into .venv when the machine has none.
"""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements-dev.lock": ["--extra", "dev"],
    "requirements.lock": ["--constraint", "requirements-dev.lock"],  # the same versions in both
}


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder) / "build.in"
        build.write_text("\n".join(project["build-system"]["requires"]), encoding="utf-8")
        for name, extra in LOCKS.items():
            print(f"{name} ...", flush=True)
            compile_lock(name, extra, build)


def compile_lock(name: str, extra: list[str], build: Path) -> None:
    subprocess.run(
        [
            *uv(), "pip", "compile", "pyproject.toml", build, *extra,
            "--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet",
            "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--output-file", name,
        ],
        cwd=ROOT,
        check=True,
    )  # fmt: skip


def uv() -> list[str]:
    found = shutil.which("uv")
    if found:
        return [found]
    if importlib.util.find_spec("uv") is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    return [sys.executable, "-m", "uv"]


if __name__ == "__main__":
    main()
