"""What people see in us, at the desk: all voices of one's area, what to mend first, the areas in it, and as a sheet."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.insight import asking
from sangsuk.insight.voices import page, panels, saying, scopes, sheet
from sangsuk.insight.voices.periods import Period
from sangsuk.stories import words
from sangsuk.stories.improvements import queries as improvements
from sangsuk.thai.dates import bangkok_date

from ...doors import DeskRequest, desk, language
from ...views.reports import XLSX
from ..parts import story_page

READERS = ("officer", "chief", "executive")


@desk(roles=READERS)
@require_safe
def voices(request: DeskRequest) -> HttpResponse:
    scope, period, known, today = _asked(request)
    query = urlencode({"area": scope, "period": period.code})
    context = page.context(scope, period, panels.DESK, today) | {
        "chosen": _chosen(request, scope, period, known), "inside": _inside(request, scope, period, today), "mends": _mends(scope),
        "csv_url": f"{reverse('desk:voices_csv')}?{query}",
        "sheet_url": f"{reverse('desk:voices_xlsx')}?{query}",
        "list_url": reverse("desk:improvements") if scope == request.actor.office_code else "",
    }  # fmt: skip
    return story_page(request, "desk/voices/voices.html", context, at="voices")


@desk(roles=READERS)
@require_safe
def as_sheet(request: DeskRequest, kind: str) -> HttpResponse:
    """The same to keep or to send."""
    scope, period, _known, today = _asked(request)
    panel = panels.told(scope, period, panels.DESK, today)
    made, shape = (
        (sheet.as_csv(panel), "text/csv; charset=utf-8") if kind == "csv" else (sheet.as_workbook(panel), XLSX)
    )
    answer = HttpResponse(made, content_type=shape)
    name = scope.replace(":", "-")
    answer["Content-Disposition"] = f'attachment; filename="sangsuk-voices-{name}-{period.code}.{kind}"'
    return answer


def _asked(request: DeskRequest) -> tuple[str, Period, list[Period], date]:
    """The area and period that this reader may read, the periods to choose from, and today. Raises Missing, NotAllowed."""
    today, own = bangkok_date(timezone.now()), scopes.home(request.actor)
    scope = scopes.known(request.GET.get("area") or own)
    if not scopes.may_read(request.actor, scope):
        raise asking.nothing()
    return scope, *panels.chosen(request.GET.get("period", ""), scope, panels.DESK, today), today


def _chosen(request: DeskRequest, scope: str, period: Period, known: list[Period]) -> dict[str, Any]:
    own = scopes.home(request.actor)
    wider = [own, scope, *(code for code in (scopes.above(scope),) if code and scopes.may_read(request.actor, code))]
    return {
        "scope": scope, "areas": [(code, scopes.name(code, language())) for code in dict.fromkeys(wider)],
        "periods": [(one.code, one.word(), one == period) for one in known],
    }  # fmt: skip


def _inside(request: DeskRequest, scope: str, period: Period, today: date) -> list[dict[str, Any]]:
    """The areas in it, by name, each with how its office stands with what is to be improved."""
    if scope.isdigit():
        return []
    found = page.lines(panels.areas(scope, period, panels.DESK, today))
    along = {"period": request.GET["period"]} if request.GET.get("period") else {}
    owed = {one.office: one for one in improvements.counts(_offices(scope), today)}
    for line in found:
        inside = scopes.offices_in(line["scope"])
        counted = [owed[code] for code in inside if code in owed]
        line["open"], line["late"] = sum(one.open for one in counted), sum(one.late for one in counted)
        line["url"] = f"{reverse('desk:voices')}?{urlencode({'area': line['scope']} | along)}"
    return found


def _offices(scope: str) -> list[str] | None:
    return None if scope == scopes.COUNTRY else scopes.offices_in(scope)


FEW = 5


def _mends(scope: str) -> list[dict[str, Any]]:
    """What to mend first; of other offices' lists only kinds of which there are enough."""
    found = improvements.to_mend(_offices(scope), least=1 if scope.isdigit() else FEW)
    most = max((one.score for one in found), default=1.0)
    return [
        {
            "label": _kind(one),
            "n": one.n, "grave": one.grave, "oldest": one.oldest, "score": f"{one.score:.1f}",
            "width": round(100 * one.score / most, 1),
        }
        for one in found
    ]  # fmt: skip


def _kind(one: improvements.Mend) -> Any:
    if one.suggested:
        return _("ข้อเสนอแนะ")
    known = filter(None, (_term(words.SERVICES, one.service), _term(words.THEMES, one.theme)))
    return " · ".join(known) or _("ไม่ได้บอกงาน")


def _term(axis: str, code: str) -> str:
    return saying.term(axis, code) if code else ""
