"""Everything that is held about the one who told a matter, as values: for a program (JSON) and for reading.

What she herself told stands as she told it; what others wrote is redacted, because third persons have rights too. The
one who opens it is she, with her key, or the officer after a reading was written down.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.cases import readers, reading, reporters, story
from sangsuk.cases.models import Case, CaseEvent, Reporter, Supporter
from sangsuk.catalog import queries as catalog
from sangsuk.notifications import queries as notifications
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places

from .. import disclosures, rules
from ..models import Correction, Erasure, Hold, RightsRequest
from . import queries
from .table import KINDS, STATUSES

FORMAT = "sangsuk-access-1"
KEPT = ("reporter", "story", "files", "letters", "messages", "skeleton")


def pack(case: Case, *, now: datetime) -> dict[str, Any]:
    """The whole copy. Moments as ISO 8601 in UTC; keys are English and stable, values in the language of the reader."""
    events = list(CaseEvent.objects.filter(case=case).order_by("seq"))
    files = list(case.attachments.filter(citizen_sees=True).order_by("id"))
    return {
        "format": FORMAT, "made_at": now, "number": case.number, "notice": _notice(events), "legal_basis": basis(),
        "you": _you(case), "told": _told(case), "answers": _answers(case),
        "story": [_line(line) for line in story.lines(events, audience=story.CITIZEN, files=files)],
        "files": [_file(file) for file in files], "messages": [message(m) for m in notifications.about(case.number)],
        "who_looked": [_look(look) for look in readers.every(case)],
        "disclosed_to": [_disclosed(row) for row in disclosures.for_citizen(case, now)],
        "mediations": [_docket(m) for m in case.mediations.order_by("id")],
        "others_who_suffer_too": Supporter.objects.filter(case=case, left_at=None).count(),
        "requests": [request(row) for row in queries.of_her(case)],
        "corrected": [{"at": row.at, "field": row.field, "agencies": row.told} for row in Correction.objects.filter(request__case=case)],
        "kept_because": [{"since": h.from_at, "ground": h.ground} for h in Hold.objects.filter(case=case, supporter=None, ended_at=None)],
        "forgotten": [{"at": row.at, "part": row.part} for row in Erasure.objects.filter(case=case).order_by("id")],
        "kept_for": kept_for(rules.retention(now), KEPT),
    }  # fmt: skip


def handed(row: RightsRequest, case: Case, *, by: Actor, now: datetime) -> dict[str, Any]:
    """The copy in an officer's hands, for somebody who has no page: through the door, which writes the look down first."""
    found = Reporter.objects.filter(case=case).select_related("case").first()
    reason = _("ทำสำเนาตามคำขอ %(number)s") % {"number": row.number}
    places = [(found, field) for field in reporters.ALL if getattr(found, field)] if found else []
    reading.opened(places, case=case, by=by, reason=reason, now=now)
    return pack(case, now=now)


def _notice(events: Iterable[CaseEvent]) -> str:
    """The version of the notice that was shown when she told it; "" where none was."""
    first = next(iter(events), None)
    return str(first.data.get("notice", "")) if first else ""


def basis() -> str:
    return _("หน้าที่ของรัฐ ตามมาตรา 24 (4) แห่งพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562")


def _you(case: Case) -> dict[str, str]:
    person = reporters.contact(case, reporters.ALL)
    return {"identity": case.identity, **vars(person)}


def _told(case: Case) -> dict[str, Any]:
    language = get_language() or "th"
    topic = catalog.all_categories().get(case.category_id or "")
    return {
        "at": case.submitted_at, "channel": case.channel, "language": case.language, "description": case.description,
        "wish": case.wish, "wishes": list(case.wishes), "place": places.path(case.village_id or case.subdistrict_id or case.district_id, language),
        "place_note": case.place_note, "point": case.point, "category": topic.name(language) if topic else "",
        "complainant_type": case.complainant_type, "distress_before": case.distress_before,
    }  # fmt: skip


def _answers(case: Case) -> dict[str, Any]:
    fields = ("status", "closed_at", "solved", "wish_met", "rating", "rating_result", "distress_after", "urgency")
    return {"office": story.office_name(case.office_id)} | {name: getattr(case, name) for name in fields}


def _line(line: story.Line) -> dict[str, Any]:
    said = {part.label: part.text if line.by_citizen else thai.redact(part.text).text for part in line.parts}
    return {"at": line.at, "what": line.sentence, "who": line.who, "said": said}


def _file(file: Any) -> dict[str, Any]:
    return {
        "name": file.name,
        "kind": file.kind,
        "bytes": file.size,
        "sha256": file.sha256,
        "received_at": file.created_at,
    }


def message(message: Any) -> dict[str, Any]:
    return {
        "written_at": message.queued_at, "sent_at": message.sent_at, "to": message.recipient_masked,
        "subject": message.subject, "text": message.body,
    }  # fmt: skip


def _look(look: readers.Look) -> dict[str, Any]:
    """As on her page: the position, not the official's name, and the code by which the official is found."""
    return {
        "at": look.at, "who": look.role, "office": look.office, "fields": look.what, "reason": look.reason,
        "second_person": look.two, "code": look.code,
    }  # fmt: skip


def _disclosed(row: Any) -> dict[str, Any]:
    ground = rules.ground(row.ground)
    english = get_language() == "en"
    basis = (ground.basis_en if english else ground.basis_th) if ground else row.ground
    return {"at": row.given_at, "to": row.body, "basis": basis, "what": thai.redact(row.what).text}


def _docket(mediation: Any) -> dict[str, Any]:
    """That there was one and how it ended; what was said in it is confidential to all sides."""
    return {"number": mediation.number, "status": mediation.status, "ended_at": mediation.ended_at}


def request(row: Any) -> dict[str, Any]:
    told = queries.told(row)
    return {
        "number": row.number, "kind": str(KINDS[row.kind]), "at": row.opened_at, "status": str(STATUSES[row.status]),
        "text": told.text, "replies": list(told.replies), "answer": row.answer,
    }  # fmt: skip


def kept_for(found: Mapping[str, Any], targets: Iterable[str]) -> list[dict[str, Any]]:
    english = get_language() == "en"
    return [
        {
            "what": rule.what_en if english else rule.what_th, "action": rule.action, "amount": rule.amount,
            "unit": rule.unit, "from": rule.starts_en if english else rule.starts_th,
        }
        for target, rule in sorted(found.items())
        if target in targets
    ]  # fmt: skip
