"""ThaID, the state's own sign-in (Department of Provincial Administration).

We ask who she is and how well that was checked, nothing more, and keep neither her national number nor what else was said:
only a keyed fingerprint by which she is known again, the last four digits, and her name under seal. Whoever works for an
office and signs in there is somebody else here: the two fingerprints differ, so neither way in gives the other's power.
"""

import re
from typing import Any

from sangsuk import thai
from sangsuk.common import keys

from .citizens import Given
from .openid import Unbelieved

ID = "thaid"
SCOPES = ("openid", "pid", "given_name", "family_name", "ial")
ALGORITHMS = ("ES256",)
CITIZEN, STAFF = "citizen", "staff"


def fingerprint(pid: str, *, kind: str = CITIZEN) -> str:
    """By which a person is known again; another for the same person as an official."""
    return keys.fingerprint(pid, label=f"thaid.{kind}").hex()


def given(claims: dict[str, Any], *, least_ial: str, kind: str = CITIZEN) -> Given:
    """What the claims say of her. Raises Unbelieved when her number is none or she was not checked well enough."""
    pid = str(claims.get("pid", ""))
    if not is_number(pid):
        raise Unbelieved("a pid that is no national number")
    ial = str(claims.get("ial", ""))
    if not reaches(ial, least_ial):
        raise Unbelieved("an identity that was not checked well enough")
    name = " ".join(str(claims.get(part, "")).strip() for part in ("given_name", "family_name")).strip()
    return Given(ID, fingerprint(pid, kind=kind), name[:200], last_four=pid[-4:], ial=ial)


def is_number(text: str) -> bool:
    """Thirteen digits whose last one checks the others; numbers of persons without civil status begin with 0."""
    return bool(re.fullmatch(r"[0-8][0-9]{12}", text)) and thai.check_digit(text)


def reaches(ial: str, least: str) -> bool:
    """Whether the assurance is as high as what is asked: 2.3 reaches 2.1, and 10 is above 9."""
    return _level(ial) is not None and _level(ial) >= _level(least)  # type: ignore[operator]


def _level(text: str) -> tuple[int, ...] | None:
    found = re.fullmatch(r"(?:IAL)?\s*([0-9]+)(?:\.([0-9]+))?", text.strip(), re.IGNORECASE | re.ASCII)
    return (int(found[1]), int(found[2] or 0)) if found else None
