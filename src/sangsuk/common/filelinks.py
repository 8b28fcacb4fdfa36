"""Links to stored papers that work without a cookie, for a few minutes, for one file and one purpose.

Whoever may see a file gets such a link from the view that knows so; the link is all that the door under /f/ looks at.
Signed with the server's secret, each purpose under a salt of its own, so that no link does for another's.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing

LASTS = timedelta(minutes=5)
SAVE = "save"
PURPOSES = frozenset({SAVE})
PATH = "/f/"


class LinkEnded(Exception):
    """It was right, and its minutes are over."""


class NoLink(Exception):
    """It is none of ours, or somebody changed it."""


@dataclass(frozen=True)
class Linked:
    """What the link is for. `name` is what the saved file is called."""

    sha256: str
    kind: str
    name: str


def link(file: Any, *, purpose: str = SAVE, name: str = "") -> str:
    """On the host of its own, when the operator has given one (SANGSUK_FILES_URL); otherwise on ours."""
    value = [file.sha256, file.kind, name or file.name]
    token = signing.dumps(value, salt=_salt(purpose), compress=True)
    return f"{settings.FILES_URL}{PATH}{purpose}/{token}"


def opened(purpose: str, token: str) -> Linked:
    """Raises: NoLink, LinkEnded."""
    if purpose not in PURPOSES or len(token) > 2000:
        raise NoLink
    try:
        value = signing.loads(token, salt=_salt(purpose), max_age=LASTS)
    except signing.SignatureExpired:
        raise LinkEnded from None
    except signing.BadSignature:
        raise NoLink from None
    return Linked(*value)


def _salt(purpose: str) -> str:
    return f"sangsuk.files.{purpose}"
