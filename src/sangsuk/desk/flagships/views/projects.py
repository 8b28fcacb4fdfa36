"""One project of a programme: its words and their versions, its part, what it serves, its situations."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Missing, Refused
from sangsuk.flagships import words
from sangsuk.flagships.models import Project
from sangsuk.flagships.programme import actions, queries, standing, writing
from sangsuk.flagships.programme import given as giving
from sangsuk.flagships.programme.words import FRAMEWORKS, STANDINGS, numbered
from sangsuk.thai.dates import BE_OFFSET, bangkok_date

from ...doors import DeskRequest, came_too_late, desk, language
from ...stories.parts import version_in
from ..parts import ROLES, part_page
from ..programme_forms import PlaceForm, ShareForm, SituationForm, TextForm, WhyForm, aim_choices
from .programmes import AT, KEEPING

SPARE_ROWS, MOST_ROWS = 2, 30


@desk(roles=ROLES)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    return _shown(request, queries.card(request.actor, code))


def _shown(request: DeskRequest, card: queries.Card, *, bad: Any = None) -> HttpResponse:
    project, programme, actor = card.project, card.project.programme, request.actor
    today = bangkok_date(timezone.now())
    keeps = standing.keeps(actor)
    changes = keeps and programme.state != words.CLOSED
    parts = list(programme.parts.all())
    others = list(project.other_parts.all())
    forms = (
        _forms(card, parts=programme.parts.all(), others=others, quarter=queries.quarter_of(programme, today).starts_on)
        if changes
        else {}
    )
    if bad is not None:
        forms[bad.prefix] = bad
    context = {
        "card": card, "project": project, "programme": programme, "name": card.name(language()), "about": card.about(language()),
        "owner": card.owner(language()), "year": programme.fiscal_year + BE_OFFSET, "programme_name": programme.name(language()),
        "part": next((part for part in parts if part.pk == project.part_id), None), "others": others, "changes": changes,
        "part_standing": STANDINGS[project.part_standing], "standing": STANDINGS[card.text.standing], "forms": forms, "form": bad,
        "serves": [(framework, label, _told(card.serves.get(framework, []))) for framework, label in FRAMEWORKS.items()],
        "texts": queries.texts(project), "situations": queries.situations(programme).get(project.pk, []),
        "owed": any(one.pk == project.pk for one in queries.without_situation(programme, today)),
        "removable": changes and programme.state == words.DRAFT,
    }  # fmt: skip
    return part_page(
        request, "desk/flagships/programme_project.html", context, at=AT, status=422 if bad is not None else 200
    )


def _forms(card: queries.Card, *, parts: Any, others: list[Any], quarter: Any) -> dict[str, Any]:
    text = {name: getattr(card.text, name) for name in writing.FIELDS}
    place = {"part": card.project.part_id, "others": [one.pk for one in others], "standing": card.project.part_standing}
    return {
        "text": TextForm(initial=text, prefix="text"),
        "place": PlaceForm(initial=place, parts=parts, prefix="place"),
        "situation": SituationForm(initial={"quarter": quarter}, prefix="situation"),
    }


def _told(serves: list[queries.Serves]) -> list[dict[str, Any]]:
    return [
        {"number": numbered(one.aim.framework, one.aim.code), "name": one.aim.name(language()), "percent": one.percent,
         "why": one.row.why_th if language().startswith("th") else one.row.why_en or one.row.why_th,
         "standing": STANDINGS[one.row.standing], "source": one.row.source}
        for one in serves
    ]  # fmt: skip


@desk(roles=KEEPING, keeps=True)
@require_POST
def text(request: DeskRequest, code: str) -> HttpResponse:
    card = queries.card(request.actor, code)
    standing.need_changeable(card.project.programme, request.actor)
    form = TextForm(request.POST, prefix="text")
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, card, bad=form)
    try:
        made = actions.text(
            card.project, form.cleaned_data, why=form.cleaned_data["why"], by=request.actor, version=version_in(request)
        )
    except Refused as refused:
        return _again(request, card, form, refused)
    messages.success(request, _("บันทึกเป็นฉบับที่ %(no)s แล้ว") % {"no": made.version} if made else _("ไม่มีอะไรเปลี่ยน"))
    return redirect("desk:programme_project", code)


def _again(request: DeskRequest, card: queries.Card, form: Any, refused: Refused) -> HttpResponse:
    if refused.field not in form.fields:
        raise refused
    form.refuse(refused)
    return _shown(request, card, bad=form)


@desk(roles=KEEPING, keeps=True)
@require_POST
def place(request: DeskRequest, code: str) -> HttpResponse:
    card = queries.card(request.actor, code)
    standing.need_changeable(card.project.programme, request.actor)
    form = PlaceForm(request.POST, parts=card.project.programme.parts.all(), prefix="place")
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, card, bad=form)
    given = form.cleaned_data
    actions.place(
        card.project,
        given["part"],
        list(given["others"]),
        said_by=given["standing"],
        by=request.actor,
        version=version_in(request),
    )
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("desk:programme_project", code)


@desk(roles=KEEPING, keeps=True)
@require_POST
def situation(request: DeskRequest, code: str) -> HttpResponse:
    card = queries.card(request.actor, code)
    standing.need_changeable(card.project.programme, request.actor)
    form = SituationForm(request.POST, prefix="situation")
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, card, bad=form)
    try:
        actions.tag(card.project, form.cleaned_data, quarter=form.cleaned_data["quarter"], by=request.actor)
    except Refused as refused:
        return _again(request, card, form, refused)
    messages.success(request, _("บันทึกสถานการณ์ของไตรมาสแล้ว"))
    return redirect("desk:programme_project", code)


@desk(roles=KEEPING)
@require_POST
def remove(request: DeskRequest, code: str) -> HttpResponse:
    card = queries.card(request.actor, code)
    actions.remove_project(card.project, by=request.actor, version=version_in(request))
    messages.success(request, _("เอา “%(name)s” ออกจากร่างแล้ว") % {"name": card.name(language())})
    return redirect("desk:programme_of", card.project.programme_id)


@desk(roles=KEEPING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def aims(request: DeskRequest, code: str, framework: str) -> HttpResponse:
    """All that a project serves in one framework, on one page: the weights are shares of 1."""
    card = queries.card(request.actor, code)
    if framework not in FRAMEWORKS:
        raise Missing("no_framework", _("ไม่พบกรอบนี้"))
    standing.need_changeable(card.project.programme, request.actor)
    known = writing.aims_of(card.project.programme.fiscal_year, framework)
    rows = _rows(request, card.project, framework, aim_choices(known, language()))
    trouble = WhyForm(request.POST if request.method == "POST" else None, needed=False)
    if request.method == "POST" and not came_too_late(request, trouble) and trouble.is_valid():
        shares = _shares(rows)
        if shares is not None:
            try:
                actions.align(card.project, framework, shares, by=request.actor, version=version_in(request))
            except Refused as refused:
                if refused.status != 422:
                    raise
                trouble.add_error(None, str(refused))
            else:
                messages.success(request, _("บันทึกความสอดคล้องแล้ว"))
                return redirect("desk:programme_project", code)
    wrong = bool(trouble.errors) or any(row.errors for row in rows)
    context = {
        "card": card, "name": card.name(language()), "framework": FRAMEWORKS[framework], "rows": rows, "form": trouble, "wrong": wrong,
        "programme": card.project.programme, "empty": not known,
    }  # fmt: skip
    return part_page(request, "desk/flagships/programme_aims.html", context, at=AT, status=422 if wrong else 200)


def _rows(request: DeskRequest, project: Project, framework: str, choices: list[tuple[str, str]]) -> list[ShareForm]:
    old = [writing.as_share(row) for row in writing.standing_shares(project, framework)]
    many = len(old) + SPARE_ROWS
    if request.method == "POST":
        said = request.POST.get("rows", "")
        many = min(int(said), MOST_ROWS) if said.isascii() and said.isdigit() and len(said) < 4 else many
        return [ShareForm(request.POST, prefix=f"r{n}", choices=choices) for n in range(many)]
    given = [vars(one) | {"weight": f"{one.weight.normalize():f}"} for one in old]
    return [ShareForm(initial=given[n] if n < len(given) else {}, prefix=f"r{n}", choices=choices) for n in range(many)]


def _shares(rows: list[ShareForm]) -> list[giving.Share] | None:
    """None when a row is wrong; it says so itself."""
    found = []
    for row in rows:
        if not row.is_valid() or row.is_blank:
            continue
        try:
            found.append(giving.share(row.cleaned_data))
        except Refused as refused:
            row.refuse(refused)
    return None if any(row.errors for row in rows) else found
