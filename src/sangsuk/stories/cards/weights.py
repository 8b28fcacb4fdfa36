"""What a card counts for. Nobody is refused, but whoever stuffs the box gains little. Pure, but for the rows of the limits.

Of the cards that come from one place in one window, the first `n` count in full (n: a dated row of LimitRule), and the k-th
after them (n/k)². However many come, together they count for less than 2n. Three places are counted:

- one network (/24, /56) about one office: an hour (`card`) and a day (`card_day`);
- the office itself, a day (`card_own`): its tablet, its paper, its own network (rows of OfficeNetwork);
- the office itself at night, 20 to 6 o'clock, when nobody is served (`card_night`).
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sangsuk.common import limits
from sangsuk.common.remember import remembered
from sangsuk.thai import BANGKOK

from ..models import OfficeNetwork
from . import words
from .networks import Network, network_of

NIGHT_FROM, NIGHT_TO = 20, 6
LEAST = 0.001


@dataclass(frozen=True)
class Weighed:
    weight: float
    marks: tuple[str, ...]


def share(kth: int, usual: int) -> float:
    """What the k-th card of a window counts for, when `usual` of them count in full."""
    return 1.0 if kth <= usual else max(LEAST, (usual / kth) ** 2)


def weigh(office_code: str, channel: str, network: str, *, now: datetime) -> Weighed:
    """Count this card where it belongs and say what it weighs. One statement for each kind that is counted."""
    found: dict[str, float] = {}
    if channel in (words.QR, words.WEB, words.API) and network:
        counted = [
            *limits.counted("card", now=now, range=f"{office_code} {network}"),
            *limits.counted("card_day", now=now, range=f"{office_code} {network}"),
        ]
        found[words.BURST] = _least(counted)
    if channel in (words.KIOSK, words.PAPER) or is_own(office_code, network, now=now):
        found[words.OWN] = _least(limits.counted("card_own", now=now, office=office_code))
        if channel != words.PAPER and is_night(now):
            found[words.NIGHT] = _least(limits.counted("card_night", now=now, office=office_code))
    marks = tuple(mark for mark, weight in found.items() if weight < 1)
    return Weighed(min(found.values(), default=1.0), marks)


def is_night(now: datetime) -> bool:
    hour = now.astimezone(BANGKOK).hour
    return hour >= NIGHT_FROM or hour < NIGHT_TO


def is_own(office_code: str, network: str, *, now: datetime) -> bool:
    """Whether a network (as `faces.range_of` says it) is one from which the office itself goes out."""
    if not network:
        return False
    on, here = now.astimezone(BANGKOK).date(), ipaddress.ip_network(network)
    return any(
        here.version == own.version and here.overlaps(own)
        for code, own, since, until in _networks()
        if code == office_code and since <= on and (until is None or on < until)
    )


def _least(counted: Iterable[tuple[int, int]]) -> float:
    return min((share(kth, usual) for kth, usual in counted), default=1.0)


@remembered
def _networks() -> tuple[tuple[str, Network, date, date | None], ...]:
    rows = OfficeNetwork.objects.values_list("office_id", "network", "valid_from", "valid_to")
    known = ((code, network_of(text), since, until) for code, text, since, until in rows)
    return tuple((code, own, since, until) for code, own, since, until in known if own is not None)
