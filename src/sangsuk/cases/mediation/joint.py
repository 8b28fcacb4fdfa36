"""Where a mediation and its case meet: the case waits while people talk, and goes on with the result."""

import logging
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsuk.offices.actor import Actor
from sangsuk.thai import date_in

from .. import actions, workflow
from ..models import Case, Mediation
from ..standing import allowed
from . import words

logger = logging.getLogger(__name__)


def begin(case: Case, mediation: Mediation, *, by: Actor, now: datetime) -> Case:
    """Bring the case to `mediation`; one that has just come in is accepted first. Raises NotAllowed, Refused, Stale."""
    if case.status == workflow.MEDIATION:
        return case
    names = {move.name for move in allowed(case, by, now)}
    if "to_mediation" not in names and "accept" in names:
        case = actions.move(case, "accept", by=by, now=now)
    with override(case.language):
        reason = _("เรื่องนี้จะนัดทั้งสองฝ่ายมาคุยกันต่อหน้าผู้ไกล่เกลี่ย สารบบที่ %(docket)s") % {"docket": mediation.docket}
    return actions.move(case, "to_mediation", by=by, data={"reason": reason}, now=now)


def end(mediation: Mediation, *, by: Actor, now: datetime) -> None:
    """Bring the case back with a result that says nothing of what was said. A case that has moved on is left alone."""
    case = Case.objects.get(pk=mediation.case_id)
    if "mediation_ends" not in {move.name for move in allowed(case, by, now)}:
        logger.info("mediation ended beside its case", extra={"case": case.number, "docket": mediation.number})
        return
    with override(case.language):
        data = {"outcome": mediation.status, "result": result_words(mediation, case.language)}
    actions.move(case, "mediation_ends", by=by, data=data, now=now)


def result_words(mediation: Mediation, language: str) -> str:
    """The end in one plain sentence, for the citizen whose case it is."""
    if mediation.status == words.SETTLED and mediation.signed_on:
        gaps = {"date": date_in(mediation.signed_on, language, "full"), "place": mediation.signed_place}
        return _("ไกล่เกลี่ยสำเร็จ ทั้งสองฝ่ายลงนามในสัญญาประนีประนอมยอมความเมื่อ%(date)s ที่%(place)s") % gaps
    return _("การไกล่เกลี่ยสิ้นสุดโดยยังไม่ได้ตกลงกัน: %(why)s") % {"why": words.REASONS[mediation.why_dismissed]}
