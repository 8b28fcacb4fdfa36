"""A round of judging as the page of its organisers shows it: what is next, the list, the jury, the result."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, Refused
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.stories.judging import deciding, jury, queries, reading
from sangsuk.stories.models import Juror, Round
from sangsuk.stories.models.judging import ANNOUNCED, GIVEN_UP, JUDGING, LISTING, UNDER_JUDGEMENT


def whole(text: str) -> int:
    """A whole number that was typed or chosen; anything else is -1, which fits nowhere."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def jury_of(round_: Round) -> list[dict[str, Any]]:
    """Who sits in the jury, with home and ties in words."""
    rows = Juror.objects.filter(round=round_, left_at=None).select_related("user").order_by("no")
    return [
        {"no": one.no, "name": one.user.name, "home": _title(one.home), "ties": [_title(code) for code in one.ties]}
        for one in rows
    ]


def _title(code: str) -> str:
    return places.path(code) if code else ""


def seat_from(round_: Round, request: HttpRequest) -> None:
    """A judge and her home, by what was chosen and typed: names of districts are found as everywhere."""
    user = next((one for one in jury.candidates() if one.pk == whole(request.POST.get("user", ""))), None)
    if user is None:
        raise Refused("bad_choice", _("กรุณาเลือกกรรมการ"), "user")
    home = _district(request.POST.get("home", ""), "home")
    ties = [_district(one, "ties") for one in request.POST.get("ties", "").splitlines() if one.strip()]
    jury.seat(round_, user, home=home, ties=ties, by=request.actor)  # type: ignore[attr-defined]


def _district(typed: str, field: str) -> str:
    """The code of the district that was typed, by code or by name. Nothing typed is none."""
    said = typed.replace("\x00", "").strip()
    if not said:
        return ""
    if said.isdigit():
        try:
            return places.district(said).code
        except Missing:
            pass
    for hit in places.search(said, 5):
        if len(hit.code) == 4:
            return hit.code
    raise Refused("no_district", _("ไม่พบอำเภอ “%(typed)s” กรุณาพิมพ์ชื่ออำเภอและจังหวัด") % {"typed": said}, field)


def shown(round_: Round, actor: Actor) -> dict[str, Any]:
    """Everything that the page of one round needs."""
    on_list = queries.entries(round_)
    seated = {one.user_id for one in round_.jurors.filter(left_at=None)}
    context: dict[str, Any] = {
        "round": round_, "state": queries.STATES[round_.state], "entries": on_list, "criteria": list(round_.criteria.all()),
        "unread": [one.entry for one in on_list if one.entry.read_at is None], "jury": jury_of(round_),
        "judges": [one for one in jury.candidates() if one.pk not in seated and one.pk != actor.user_id],
        "history": [(one, queries.MOVES.get(one.move, one.move)) for one in queries.history(round_)],
        "listing": round_.state == LISTING, "judging": round_.state == JUDGING, "over": round_.state in (ANNOUNCED, GIVEN_UP),
        "resting": round_.state in UNDER_JUDGEMENT,
        "per_judge": -(-len(on_list) * round_.each // max(1, len(seated))),
    }  # fmt: skip
    if round_.state == JUDGING:
        context["progress"] = reading.progress(round_)
        context["owed"] = queries.owed_packets(round_)
    elif not round_.sealed:
        context["outcome"] = queries.outcome(round_)
        context["chosen"] = deciding.chosen(round_)
        context["overrides"] = list(round_.overrides.select_related("out", "into", "proposed_by", "confirmed_by"))
    return context
