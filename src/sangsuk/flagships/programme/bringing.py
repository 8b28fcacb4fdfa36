"""A programme taken out as a table, and brought back in: all of it or nothing."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from ..models import Alignment, Part, Programme, Project, ProjectText
from . import given as giving
from . import recording, standing, writing
from .actions import fresh
from .sheet import ALIGNMENT, PART, PROJECT, TEXT, Name, Place, Told, WrongLines


def told(programme: Programme) -> Told:
    """As it stands now."""
    projects = list(programme.projects.select_related("part").prefetch_related("other_parts"))
    found = Told(
        programme=Name(programme.name_th, programme.name_en, programme.source, programme.about_th, programme.about_en),
        parts={part.number: Name(part.name_th, part.name_en, part.source) for part in programme.parts.all()},
        places={project.code: _place(project) for project in projects},
    )
    texts = ProjectText.objects.filter(project__programme=programme).order_by("project", "version")
    newest = {text.project_id: writing.said(text) for text in texts}
    found.texts = {project.code: newest[project.code] for project in projects if project.code in newest}
    shares = Alignment.objects.filter(project__programme=programme, valid_to=None).select_related("aim")
    for row in shares.order_by("project__number", "aim__framework", "pk"):
        found.shares.setdefault((row.project_id, row.aim.framework), []).append(writing.as_share(row))
    return found


def _place(project: Project) -> Place:
    others = tuple(sorted(part.number for part in project.other_parts.all()))
    return Place(project.number, project.part.number, others, project.part_standing)


@transaction.atomic
def bring(
    programme: Programme, new: Told, *, why: str, by: Actor, version: int | None = None, now: datetime | None = None
) -> list[str]:
    """Takes over what is different; what the file does not name stays. Returns what has changed, as `text f2565_06`.

    Raises: Stale, NotAllowed, WrongLines.
    """
    standing.need_changeable(programme, by)
    fresh(programme, version)
    now, reason = now or timezone.now(), giving.line({"why": why}, "why", most=500)
    old, changed, history = told(programme), list[str](), dict[str, Any]()
    _check(new, old)
    if new.programme and new.programme != old.programme:
        Programme.objects.filter(pk=programme.pk).update(**vars(new.programme))
        programme.refresh_from_db()
        changed.append("programme")
        history["programme"] = {"was": vars(old.programme), "is": vars(new.programme)}
    changed += _parts(programme, new, old, history)
    projects = {project.code: project for project in programme.projects.select_related("part")}
    changed += _places(projects, new, old, history)
    for code, text in new.texts.items():
        newest = writing.newest(projects[code])
        if writing.add_text(projects[code], text, why=reason, by=by, now=now, old=newest):
            changed.append(f"{TEXT} {code}")
    changed += _shares(projects, new, history, programme.fiscal_year, by, now)
    if changed:
        recording.advance(programme, "import", {}, by=by, data={"why": reason, "changed": changed, **history}, now=now)
    return changed


def _check(new: Told, old: Told) -> None:
    """Whether everything the file names is there. Raises WrongLines."""
    wrong = []
    for key, line in new.at.items():
        kind, code = (key[0], key[1]) if isinstance(key, tuple) else (key, "")
        if kind in (PROJECT, TEXT, ALIGNMENT) and code not in old.places:
            wrong.append((line, _("ไม่มีโครงการ “%(code)s” ในโครงการประจำปีนี้ กรุณาเพิ่มบนหน้าจอก่อน") % {"code": code}))
        elif kind == PROJECT:
            wrong += [
                (line, sentence)
                for sentence in _misplaced(new.places[code], old.places[code], {*old.parts, *new.parts})
            ]
    if wrong:
        raise WrongLines(sorted(wrong))


def _misplaced(new: Place, old: Place, parts: set[int]) -> list[str]:
    if new.number != old.number:
        return [_("เลขที่โครงการเปลี่ยนจากไฟล์ไม่ได้ เดิมคือ %(number)s") % {"number": old.number}]
    if unknown := [one for one in (new.part, *new.others) if one not in parts]:
        return [_("ไม่มีส่วนที่ %(number)s") % {"number": unknown[0]}]
    return []


def _parts(programme: Programme, new: Told, old: Told, history: dict[str, Any]) -> list[str]:
    changed = [number for number, name in new.parts.items() if name != old.parts.get(number)]
    for number in changed:
        name = new.parts[number]
        values = {"name_th": name.name_th, "name_en": name.name_en, "source": name.source}
        Part.objects.update_or_create(programme=programme, number=number, defaults=values)
        was = old.parts.get(number)
        history.setdefault("parts", []).append({"number": number, "was": vars(was) if was else {}, "is": values})
    return [f"{PART} {number}" for number in changed]


def _places(projects: dict[str, Project], new: Told, old: Told, history: dict[str, Any]) -> list[str]:
    changed = [code for code, place in new.places.items() if _sorted(place) != old.places[code]]
    for code in changed:
        project, place = projects[code], new.places[code]
        parts = {part.number: part for part in Part.objects.filter(programme=project.programme_id)}
        Project.objects.filter(pk=code).update(part=parts[place.part], part_standing=place.standing)
        project.other_parts.set([parts[number] for number in place.others if number != place.part])
        history.setdefault("places", []).append(
            {"project": code, "was": _plainly(old.places[code]), "is": _plainly(place)}
        )
    return [f"{PROJECT} {code}" for code in changed]


def _sorted(place: Place) -> Place:
    return Place(place.number, place.part, tuple(sorted({*place.others} - {place.part})), place.standing)


def _plainly(place: Place) -> dict[str, Any]:
    return {"part": place.part, "others": list(place.others), "standing": place.standing}


def _shares(
    projects: dict[str, Project], new: Told, history: dict[str, Any], year: int, by: Actor, now: datetime
) -> list[str]:
    changed, wrong = [], []
    for (code, framework), shares in new.shares.items():
        try:
            told = writing.set_shares(projects[code], framework, shares, fiscal_year=year, by=by, now=now)
        except Refused as refused:
            wrong.append((new.at[ALIGNMENT, code, framework], f"{code} {framework}: {refused}"))
            continue
        if told:
            changed.append(f"{ALIGNMENT} {code} {framework}")
            history.setdefault("alignments", []).append(told)
    if wrong:
        raise WrongLines(sorted(wrong))
    return changed
