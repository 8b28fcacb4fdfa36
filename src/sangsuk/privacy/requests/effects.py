"""What a decision sets going: a value is corrected, data are forgotten, a case is held."""

from datetime import datetime

from django.utils.translation import gettext as _

from sangsuk.cases import correcting, repeats
from sangsuk.cases.models import Supporter
from sangsuk.common.errors import Refused
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor

from ..models import Correction, RightsRequest
from ..retention import holds, tombstones
from ..retention.executors import EXECUTORS, Doing
from .queries import Told
from .table import SCOPES

ALL = ("reporter", "story", "files", "letters", "mediation")


def do(row: RightsRequest, told: Told, *, by: Actor, now: datetime) -> None:
    """In the transaction of the decision."""
    if row.supporter is not None:
        _of_supporter(row, row.supporter, told, by=by, now=now)
        return
    match row.kind:
        case "correct":
            _correct(row, told, by=by, now=now)
        case "erase":
            _erase(row, by=by, now=now)
        case "restrict" | "object" if row.case is not None:
            holds.begin(row.case, ground=holds.HER_WISH, reason=row.number, by=by, now=now)


def _correct(row: RightsRequest, told: Told, *, by: Actor, now: datetime) -> None:
    """Name, telephone or e-mail become what she says; the old value is kept sealed, and agencies that had it are noted."""
    if row.case is None or not told.value:
        return  # words in a story are corrected by what the officer answers, and by what she adds to her case
    done = correcting.contact(row.case, told.field, told.value, by=by, now=now)
    Correction.objects.create(
        request=row, case=row.case, at=now, field=told.field, told=done.agencies,
        old=seal(done.old, label="privacy.correction.old", row=row.case.client_id),
    )  # fmt: skip


def _erase(row: RightsRequest, *, by: Actor, now: datetime) -> None:
    """Contacts at any time; everything only when the matter is over and nothing holds it."""
    case = row.case
    if case is None:
        return
    if row.scope not in SCOPES:
        raise Refused("needed", _("กรุณาเลือกว่าจะลบอะไร"), "scope")
    if row.scope == "all" and case.closed_at is None:
        raise Refused("not_over", _("เรื่องนี้ยังไม่จบ ลบได้เฉพาะชื่อ เบอร์ และอีเมล"), "scope")
    if case.pk in set(holds.held_cases()):
        raise Refused("held", _("เรื่องนี้ถูกสั่งให้เก็บไว้ จึงยังลบไม่ได้"), "scope")
    parts = ALL if row.scope == "all" else ("reporter",)
    doing = Doing(now, now, by, request=row.pk)
    dockets = [m.number for m in case.mediations.exclude(ended_at=None)] if "mediation" in parts else []
    for part in parts:
        keys = dockets if part == "mediation" else [str(case.client_id)]
        if keys:
            EXECUTORS[part].apply(keys, doing)
            tombstones.set_up(part, keys, until=now, now=now, request=row.pk)
    EXECUTORS["said_about"].apply([case.number], doing)
    tombstones.set_up("said_about", [case.number], until=now, now=now, request=row.pk)


def _of_supporter(row: RightsRequest, hers: Supporter, told: Told, *, by: Actor, now: datetime) -> None:
    """Her own telephone and e-mail, her own place on the list; the case and the one who told it are not touched."""
    match row.kind:
        case "correct" if told.value:
            old = repeats.correct(hers, told.field, told.value)
            sealed = seal(old, label="privacy.correction.old", row=hers.case.client_id)
            Correction.objects.create(request=row, case=hers.case, at=now, field=told.field, told=[], old=sealed)
        case "erase":
            if hers.case_id in set(holds.held_cases()):
                raise Refused("held", _("เรื่องนี้ถูกสั่งให้เก็บไว้ จึงยังลบไม่ได้"), "answer")
            keys = [repeats.name_of(hers)]
            EXECUTORS["supporter"].apply(keys, Doing(now, now, by, request=row.pk))
            tombstones.set_up("supporter", keys, until=now, now=now, request=row.pk)
            holds.release(hers, by=by, now=now)
        case "restrict" | "object":
            holds.begin(hers.case, ground=holds.HER_WISH, reason=row.number, by=by, now=now, supporter=hers)
