"""The one folder where a trial keeps everything: database, files, secret, compiled static files.

SANGSUK_HOME names it. Without it: /var/lib/sangsuk for root, $XDG_DATA_HOME/sangsuk for everybody else.
"""

import os
import secrets
from pathlib import Path

ROOT_FOLDER = Path("/var/lib/sangsuk")


def folder() -> Path:
    """The home, made when it is not there yet."""
    home = _chosen().expanduser().absolute()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o711)
        (home / "files").mkdir(exist_ok=True, mode=0o700)
        (home / "static").mkdir(exist_ok=True, mode=0o755)
    except OSError as error:
        raise SystemExit(
            f"sangsuk: cannot use {home} as its home ({error.strerror}). "
            "Name a folder you may write to: SANGSUK_HOME=/path/to/folder"
        ) from None
    return home


def secret(home: Path) -> str:
    """The key that signs cookies and links: SANGSUK_SECRET, or one made once and kept in the home."""
    given = os.environ.get("SANGSUK_SECRET", "")
    if given:
        return given
    path = home / "secret"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        return _make_secret(path)
    except PermissionError:
        raise SystemExit(f"sangsuk: {path} belongs to another user. Use a home of your own: SANGSUK_HOME=...") from None


def ledger_keys(home: Path) -> tuple[str, ...]:
    """The keys that sign the record, the oldest first: SANGSUK_LEDGER_KEY, or one made once and kept in the home."""
    given = os.environ.get("SANGSUK_LEDGER_KEY", "")
    if given:
        return tuple(line.strip() for line in given.split(",") if line.strip())
    path = home / "ledger-keys"
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        text = _make_secret(path, length=32)
    except PermissionError:
        raise SystemExit(f"sangsuk: {path} belongs to another user. Use a home of your own: SANGSUK_HOME=...") from None
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _make_secret(path: Path, *, length: int = 48) -> str:
    """Written aside and linked into place, so that two first starts at once agree on one secret."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(length))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii")


def _chosen() -> Path:
    named = os.environ.get("SANGSUK_HOME", "")
    if named:
        return Path(named)
    if os.geteuid() == 0:
        return ROOT_FOLDER
    data = os.environ.get("XDG_DATA_HOME", "") or "~/.local/share"
    return Path(data) / "sangsuk"
