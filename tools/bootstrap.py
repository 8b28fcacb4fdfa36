"""Make .venv from a lock file, with nothing but the standard library.

    python3 tools/bootstrap.py          what the product needs     (requirements.lock)
    python3 tools/bootstrap.py --dev    and what developing needs  (requirements-dev.lock)

Does nothing when .venv already fits this Python, the lock file and pyproject.toml. A fresh Debian has neither pip nor
ensurepip: then pip's wheel, whose digest stands below, comes from the package index that pip itself would ask
(PIP_INDEX_URL, pip.conf, else the public one).
"""

import base64
import configparser
import hashlib
import html.parser
import importlib.util
import json
import os
import re
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import NoReturn

OLDEST = (3, 11)
PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
PUBLIC_INDEX = "https://pypi.org/simple"

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".sangsuk"


class Offline(Exception):
    """The package index cannot be reached."""


def main(arguments: list[str]) -> None:
    if sys.version_info < OLDEST:
        give_up(f"Sangsuk needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.")
    wanted = "requirements-dev.lock" if "--dev" in arguments else "requirements.lock"
    fitting = {
        "python": f"{sys.version} {sys.base_prefix}",
        wanted: digest(wanted),
        "project": digest("pyproject.toml"),
    }
    made = read_stamp()
    if PYTHON.exists() and fitting.items() <= made.items():
        return
    say(f"Making the environment in {VENV} (the first time takes a minute or two)")
    if made.get("python") != fitting["python"]:
        make_venv()
    pip = find_pip()
    install(pip, wanted)
    run([*pip, "install", "--no-deps", "--no-build-isolation", "--quiet", "--editable", str(ROOT)])
    remember(made, fitting)


def remember(made: dict[str, str], fitting: dict[str, str]) -> None:
    """The packages for developing stay when only the others were asked for, as long as both locks are as they were."""
    kept = made if all(made.get(key) == fitting[key] for key in ("python", "project")) else {}
    both = {} if "requirements-dev.lock" not in fitting else {"requirements.lock": digest("requirements.lock")}
    STAMP.write_text(json.dumps({**kept, **both, **fitting}), encoding="utf-8")


def read_stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def digest(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def make_venv() -> None:
    """Without pip: that works on a Debian without python3-venv too."""
    if importlib.util.find_spec("venv") is None:
        give_up("This Python has no module `venv`. On Debian: apt-get install python3-venv")
    run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])


def find_pip() -> list[str]:
    """pip in .venv, from this Python's own copy when it has one, otherwise from the index."""
    pip = [str(PYTHON), "-m", "pip"]
    if succeeds([*pip, "--version"]):
        return pip
    if succeeds([str(PYTHON), "-m", "ensurepip", "--default-pip"]) and succeeds([*pip, "--version"]):
        return pip
    wheel = VENV / PIP_WHEEL
    wheel.write_bytes(fetch_pip())
    run([str(PYTHON), f"{wheel}/pip", "install", "--quiet", "--no-index", str(wheel)])
    wheel.unlink()
    return pip


def install(pip: list[str], lock: str) -> None:
    """pip with its many lines turned into one that moves."""
    total = sum(1 for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if re.match(r"[a-z0-9]", line))
    command = [*pip, "install", "--require-hashes", "--prefer-binary", "--progress-bar", "off", "--no-input"]
    environment = dict(os.environ)
    if not has_certificates():  # then the ones that pip brings along
        environment.setdefault("PIP_USE_DEPRECATED", "legacy-certs")
    pip_at_work = subprocess.Popen(
        [*command, "-r", str(ROOT / lock)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert pip_at_work.stdout is not None
    said, seen, told = [], 0, 0.0
    for line in pip_at_work.stdout:
        said.append(line.rstrip())
        seen += line.startswith(("Collecting ", "Requirement already satisfied"))
        if time.monotonic() - told > (0.1 if sys.stderr.isatty() else 5):
            told = time.monotonic()
            moving(f"  {min(seen, total)} of {total} packages  {what(line)}")
    if pip_at_work.wait() == 0:
        moving(f"  {total} packages are there\n")
        return
    moving("\n".join(["", *said[-15:], ""]))
    give_up(OFFLINE if is_offline("\n".join(said)) else f"pip could not install {lock}; what it said stands above.")


def what(line: str) -> str:
    found = re.match(r"\s*(?:Collecting|Downloading|Requirement already satisfied:|Installing)\s+([\w.-]+)", line)
    return found.group(1)[:40] if found else ""


OFFLINE = (
    "The package index cannot be reached. Is this machine online? Behind a proxy, set https_proxy; "
    "for a mirror, set PIP_INDEX_URL; for its certificate, PIP_CERT. Then say it again: nothing is lost."
)


def is_offline(said: str) -> bool:
    signs = (
        "NewConnectionError",
        "Failed to establish",
        "Temporary failure in name resolution",
        "Max retries exceeded",
    )
    return any(sign in said for sign in signs)


def fetch_pip() -> bytes:
    say(f"  This Python has no pip; fetching {PIP_WHEEL}")
    index = index_url()
    try:
        page, where = get(f"{index.rstrip('/')}/pip/")
        links = Links()
        links.feed(page.decode("utf-8", "replace"))
        address = links.to(PIP_WHEEL)
        if address is None:
            give_up(
                f"The package index {without_password(index)} has no {PIP_WHEEL}. apt-get install python3-venv helps too."
            )
        wheel, _ = get(urllib.parse.urljoin(where, address))
    except Offline as trouble:
        give_up(f"{trouble}\n{OFFLINE}")
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        give_up(f"{PIP_WHEEL} from {without_password(index)} is not the file it should be; not using it.")
    return wheel


class Links(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]

    def to(self, filename: str) -> str | None:
        return next((link for link in self.found if urllib.parse.urlsplit(link).path.endswith(f"/{filename}")), None)


def get(url: str) -> tuple[bytes, str]:
    """The body and the address it came from. A machine without certificates still gets the wheel: its digest is known."""
    request = urllib.request.Request(without_password(url), headers={"Accept": "text/html, */*;q=0.1"})
    parts = urllib.parse.urlsplit(url)
    if parts.username:
        pair = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        request.add_header("Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}")
    context = ssl.create_default_context(cafile=os.environ.get("PIP_CERT") or configured("cert") or None)
    if not has_certificates():
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for attempt in range(3):
        try:
            with urllib.request.urlopen(request, timeout=60, context=context) as answer:
                return answer.read(), answer.url
        except (urllib.error.URLError, OSError) as error:
            if attempt == 2:
                raise Offline(f"{without_password(url)}: {getattr(error, 'reason', error)}") from None
            time.sleep(1 + attempt)
    raise AssertionError


def has_certificates() -> bool:
    """Has this machine any certificate authorities? A fresh Debian without ca-certificates has none."""
    paths = ssl.get_default_verify_paths()
    given = os.environ.get("PIP_CERT") or configured("cert") or paths.cafile
    if given and Path(given).exists():
        return True
    return bool(paths.capath) and any(Path(paths.capath).iterdir())


def index_url() -> str:
    return os.environ.get("PIP_INDEX_URL") or configured("index-url") or PUBLIC_INDEX


def configured(key: str) -> str:
    """What pip's own configuration says, the nearest file first."""
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    named = os.environ.get("PIP_CONFIG_FILE")
    files = [Path(named)] if named else []
    for path in [*files, config / "pip" / "pip.conf", home / ".pip" / "pip.conf", Path("/etc/pip.conf")]:
        parser = configparser.RawConfigParser()
        try:
            parser.read(path, encoding="utf-8")
        except configparser.Error:
            continue
        for section in ("install", "global"):
            if parser.has_option(section, key):
                return parser.get(section, key).split()[0]
    return ""


def without_password(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        give_up(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def moving(text: str) -> None:
    """One line that is written again and again in a terminal, and a plain line elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}")
    else:
        sys.stderr.write(text if text.endswith("\n") else f"{text}\n")
    sys.stderr.flush()


def give_up(sentence: str) -> NoReturn:
    say(sentence)
    raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
