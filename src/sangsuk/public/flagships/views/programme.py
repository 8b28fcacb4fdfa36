"""The programme for everybody: three parts, ten projects in plain words, what they serve and on whose word that stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.flagships import words
from sangsuk.flagships.coverage import queries as coverage
from sangsuk.flagships.models import Programme
from sangsuk.flagships.programme import queries
from sangsuk.flagships.programme.words import FRAMEWORKS, STANDINGS, STATES, numbered
from sangsuk.flagships.showing import numbers
from sangsuk.flagships.showing.outcome import outcome
from sangsuk.thai.dates import BE_OFFSET, bangkok_date

from ...doors import open_door
from .figures import link

VIEWS = {
    "sdg": ((words.SDG_GOAL, words.SDG_TARGET),),
    "strategy": ((words.NATIONAL_STRATEGY, ""), (words.MASTER_PLAN, ""), (words.PLAN_13, ""), (words.CABINET_POLICY, ""), (words.MINISTRY_POLICY, "")),
}  # fmt: skip


def _language() -> str:
    return get_language() or "th"


def _asked(request: HttpRequest) -> Programme:
    """The year that the address names, else the one that is open. Raises Missing."""
    asked = request.GET.get("of", "")
    return queries.programme(None, asked) if asked else queries.current()


def _common(programme: Programme) -> dict[str, Any]:
    language = _language()
    return {
        "programme": programme, "name": programme.name(language), "year": programme.fiscal_year + BE_OFFSET,
        "about": programme.about_th if language.startswith("th") else programme.about_en or programme.about_th,
        "state": STATES[programme.state], "closed": programme.state == words.CLOSED,
        "years": [
            {"label": str(one.fiscal_year + BE_OFFSET), "url": f"?of={one.code}", "current": one == programme, "count": None}
            for one in queries.visible_to(None)
        ],
    }  # fmt: skip


@open_door
@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    found = _asked(request)
    cards = queries.cards(found, aligned=True)
    tallies = coverage.shares([card.project for card in cards])
    groups: dict[int, list[dict[str, Any]]] = {}
    for card in cards:
        groups.setdefault(card.project.part_id, []).append(_told(card) | {"tally": tallies[card.project.pk]})
    standings = {card.project.part_standing for card in cards}
    context = _common(found) | {
        "parts": [(part, part.name(_language()), groups.get(part.pk, [])) for part in queries.parts(found)],
        "many": len(cards), "inferred": words.INFERRED in standings, "outcome": _outcome(found),
    }  # fmt: skip
    return render(request, "public/flagships/programme.html", context)


def _outcome(programme: Programme) -> list[dict[str, str]]:
    """What came of it for people, each figure with the way to where it comes from."""
    period, lines = outcome(programme)
    return [
        {
            "name": line.card.name(_language()), "value": numbers.text(line.shown), "unit": line.card.unit.name(_language()),
            "url": link(line.card.code, "", period),
        }
        for line in lines
    ]  # fmt: skip


def _told(card: queries.Card) -> dict[str, Any]:
    """What a list says of a project: its words, and in short what it serves."""
    shown = [
        one.aim for framework in (words.NATIONAL_STRATEGY, words.SDG_GOAL) for one in card.serves.get(framework, [])
    ]
    return {
        "card": card, "name": card.name(_language()), "about": card.about(_language()),
        "serves": [f"{_prefix(one.framework)}{numbered(one.framework, one.code)} {one.name(_language())}" for one in shown],
    }  # fmt: skip


def _prefix(framework: str) -> str:
    return "SDG " if framework == words.SDG_GOAL else _("ยุทธศาสตร์ชาติ") + " "


@open_door
@require_safe
def project(request: HttpRequest, code: str) -> HttpResponse:
    card = queries.card(None, code)
    found, language = card.project.programme, _language()
    tally = coverage.shares([card.project])[card.project.pk]
    part = next(one for one in queries.parts(found) if one.pk == card.project.part_id)
    situations = queries.situations(found).get(card.project.pk, [])
    context = _common(found) | {
        "card": card, "title": card.name(language), "words": card.about(language), "owner": card.owner(language), "tally": tally,
        "part": part, "part_name": part.name(language), "part_standing": STANDINGS[card.project.part_standing],
        "text_standing": STANDINGS[card.text.standing],
        "serves": [(FRAMEWORKS[name], [_share(one) for one in rows]) for name, rows in card.serves.items()],
        "situations": [
            {"tag": row.tag_th if language.startswith("th") or not row.tag_en else row.tag_en, "why": row.why, "on": row.quarter_starts_on}
            for row in situations
        ],
        "states": [
            (_("เริ่มแล้ว"), tally.n[words.STARTED]), (_("เสร็จแล้ว"), tally.n[words.DONE]), (_("มีแผนแล้ว"), tally.n[words.PLANNED]),
            (_("ไม่เกี่ยวกับอำเภอ"), tally.n[words.NOT_APPLICABLE]), (_("ยังไม่ได้บอก"), tally.missing),
        ],
    }  # fmt: skip
    return render(request, "public/flagships/project.html", context)


def _share(one: queries.Serves) -> dict[str, Any]:
    thai = _language().startswith("th")
    return {
        "aim": f"{numbered(one.aim.framework, one.aim.code)} {one.aim.name(_language())}", "percent": one.percent,
        "why": one.row.why_th if thai or not one.row.why_en else one.row.why_en, "standing": STANDINGS[one.row.standing],
        "source": one.row.source,
    }  # fmt: skip


@open_door
@require_safe
def sdg(request: HttpRequest) -> HttpResponse:
    return _by_aim(request, "sdg", _("โครงการสำคัญกับเป้าหมายการพัฒนาที่ยั่งยืน"))


@open_door
@require_safe
def strategy(request: HttpRequest) -> HttpResponse:
    return _by_aim(request, "strategy", _("โครงการสำคัญกับยุทธศาสตร์และนโยบาย"))


def _by_aim(request: HttpRequest, view: str, heading: str) -> HttpResponse:
    """Each aim with who serves it; those that nobody serves are told too, in one line."""
    found = _asked(request)
    made = queries.cards(found, aligned=True)
    frameworks = []
    for framework, below in VIEWS[view]:
        rows = queries.by_aim(found, framework, below, made=made)
        if rows:
            frameworks.append({
                "label": FRAMEWORKS[framework], "served": [_served(one) for one in rows if one.by],
                "unserved": [f"{numbered(framework, one.aim.code)} {one.aim.name(_language())}" for one in rows if not one.by],
            })  # fmt: skip
    standings: dict[str, int] = {}
    for card in made:
        for shares in card.serves.values():
            for one in shares:
                standings[one.row.standing] = standings.get(one.row.standing, 0) + 1
    context = _common(found) | {
        "heading": heading, "frameworks": frameworks, "view": view, "as_of": bangkok_date(timezone.now()),
        "standings": [(STANDINGS[name], standings[name]) for name in words.STANDINGS if name in standings],
    }  # fmt: skip
    return render(request, "public/flagships/by_aim.html", context)


def _served(one: queries.Served) -> dict[str, Any]:
    return {
        "aim": f"{numbered(one.aim.framework, one.aim.code)} {one.aim.name(_language())}", "source": one.aim.source,
        "by": [(card, card.name(_language()), _share(serves)) for card, serves in one.by],
        "below": [_served(other) for other in one.below if other.by],
    }  # fmt: skip
