"""Who is what to a press release: writes it, agrees to it as a second person, or does both for her office in turn."""

from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from ..models import News

WRITER, SECOND, MACHINE = "writer", "second", "machine"
WORKING = ("officer", "chief")


def writes(actor: Actor) -> bool:
    """Whoever works at a centre: the ministry's, the department's, a province's or a district's."""
    return actor.is_staff and actor.role in WORKING and actor.office_level in ("ministry", "province", "district")


def standings(news: News, by: Actor) -> frozenset[str]:
    """The second person is the chief of the office, or of the one above it; never who wrote it."""
    if by.kind == "system":
        return frozenset({MACHINE})
    own = by.office_code == news.office_id
    here = {WRITER} if own and writes(by) else set()
    leads = writes(by) and (by.role == "chief" or by.leads)
    above = (upper := offices.parent_of(news.office_id)) is not None and upper.code == by.office_code
    if leads and (own or above) and by.user_id != news.written_by_id:
        here.add(SECOND)
    return frozenset(here)
