"""Letters to look at: the list of a case, one letter as this reader may see it, its PDF, its pages as pictures."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import Missing
from sangsuk.offices.actor import Actor
from sangsuk.papers import printing, values
from sangsuk.papers.values import Paper

from .. import reading, reporters, workflow
from ..models import Case, Letter
from ..queries import seen
from ..standing import WORKING_ROLES, standings
from .matter import NAME
from .names import holds, with_name


def of_case(case: Case, actor: Actor) -> list[Letter]:
    """Issued letters and open drafts that this person may open, the newest first. One query."""
    here = standings(case, actor)
    rows = Letter.objects.filter(case=case).select_related("issued_by", "written_by").order_by("-id")
    return [letter for letter in rows if _may_open(letter, actor, here)]


def may_list(case: Case, actor: Actor) -> bool:
    """People who work at a centre; not agencies, and not those who only look."""
    return actor.role in WORKING_ROLES and workflow.AGENCY not in standings(case, actor)


def may_open(letter: Letter, case: Case, actor: Actor) -> bool:
    """Its own office and the one that answers now; a superior whatever is not secret. A draft is its own office's."""
    return _may_open(letter, actor, standings(case, actor))


def _may_open(letter: Letter, actor: Actor, here: frozenset[str]) -> bool:
    if actor.role not in WORKING_ROLES or workflow.AGENCY in here:
        return False
    if letter.office_id == actor.office_code:
        return True
    return letter.is_issued and (workflow.OWNER in here or (workflow.SUPERIOR in here and not letter.secrecy))


def letter(number: str, letter_id: int, actor: Actor) -> Letter:
    """One letter of a case. Raises Missing outside one's scope."""
    case = seen(number, actor)
    found = Letter.objects.filter(case=case, pk=letter_id).select_related("issued_by", "written_by", "office").first()
    if found is None or not may_open(found, case, actor):
        raise Missing("no_letter", _("ไม่พบหนังสือฉบับนี้"))
    found.case = case
    return found


@dataclass(frozen=True)
class Print:
    """`same`: these bytes are those that were issued; False when typeface or printer has changed, or the name is kept back."""

    pdf: bytes
    same: bool


def pdf(found: Letter, *, by: Actor, now: datetime | None = None) -> Print:
    """The PDF for this reader: whole for its own office and the one that answers, without people for those above.

    A look at the complainant's name in it is written down. Raises: NoThaiFont.
    """
    shown = _as_shown(found, by=by, now=now or timezone.now())
    made = printing.pdf(shown, made_at=found.issued_at)
    return Print(made, found.is_issued and hashlib.sha256(made).hexdigest() == found.sha256)


def pages(found: Letter, *, by: Actor) -> tuple[bytes, ...]:
    """Its pages as pictures, to look over before it is issued and after; the name stays a mark."""
    return _drawn(json.dumps(values.to_json(shown(found, by=by)), sort_keys=True))


@lru_cache(maxsize=32)
def _drawn(paper: str) -> tuple[bytes, ...]:
    """A page asks for its pictures one by one; they are drawn once."""
    return tuple(printing.pictures(values.from_json(json.loads(paper))))


def shown(found: Letter, *, by: Actor) -> Paper:
    """What it says to this reader, the complainant's name still a mark."""
    paper = values.from_json(found.paper)
    if by.office_code == found.office_id or workflow.OWNER in standings(found.case, by):
        return paper
    return values.told(paper, lambda text: thai.redact(text).text)


def _as_shown(found: Letter, *, by: Actor, now: datetime) -> Paper:
    paper = shown(found, by=by)
    if not found.is_issued or not holds(found.paper, NAME) or not reporters.may_reveal(found.case, by):
        return paper
    reason = _("เปิดหนังสือ ที่ %(number)s") % {"number": found.number}
    [name] = reading.opened([(found, "person")], case=found.case, by=by, reason=str(reason), now=now)
    return with_name(paper, name)
