"""The rows behind the verbs: versions of texts, and shares of a framework. No rule of who may is asked here."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from .. import periods
from ..models import Aim, Alignment, Project, ProjectText
from .given import Share, Text

FIELDS = ("name_th", "name_en", "about_th", "about_en", "owner_th", "owner_en", "budget_baht", "standing", "source")


def newest(project: Project) -> ProjectText | None:
    return ProjectText.objects.filter(project=project).order_by("-version").first()


def said(text: ProjectText) -> Text:
    return Text(**{name: getattr(text, name) for name in FIELDS})


def add_text(
    project: Project, given: Text, *, why: str, by: Actor, now: datetime, old: ProjectText | None
) -> ProjectText | None:
    """Another version; None when it says what the one before says."""
    if old is not None and said(old) == given:
        return None
    return ProjectText.objects.create(
        project=project, version=old.version + 1 if old else 1, why=why, made_by_id=by.user_id, made_at=now,
        **{name: getattr(given, name) for name in FIELDS},
    )  # fmt: skip


def aims_of(fiscal_year: int, framework: str) -> dict[str, Aim]:
    """Those in force on some day of the year, by their codes; of two with one code the later."""
    year = periods.year(fiscal_year)
    rows = Aim.objects.filter(framework=framework, valid_from__lte=year.ends_on).exclude(valid_to__lte=year.starts_on)
    return {aim.code: aim for aim in rows.order_by("valid_from")}


def standing_shares(project: Project, framework: str) -> list[Alignment]:
    rows = Alignment.objects.filter(project=project, aim__framework=framework, valid_to=None)
    return list(rows.select_related("aim").order_by("pk"))


def as_share(row: Alignment) -> Share:
    return Share(row.aim.code, row.weight, row.why_th, row.why_en, row.standing, row.source)


def set_shares(
    project: Project, framework: str, shares: Sequence[Share], *, fiscal_year: int, by: Actor, now: datetime
) -> dict[str, Any]:
    """From today on these and no others. Returns what was and what is, for the history; {} when nothing changes.

    A share that was made today is written over, its old words stand in the history of the programme.
    """
    old = standing_shares(project, framework)
    before = {row.aim.code: as_share(row) for row in old}
    if before == {one.aim: one for one in shares}:
        return {}
    aims = aims_of(fiscal_year, framework)
    if missing := [one.aim for one in shares if one.aim not in aims]:
        raise Refused("no_aim", _("ไม่พบ “%(aim)s” ในรายการนี้ของปีนั้น กรุณาดูรหัสในหน้าจอ") % {"aim": missing[0]}, "aim")
    today, first = bangkok_date(now), periods.year(fiscal_year).starts_on
    kept = {one.aim for one in shares if before.get(one.aim) == one}
    _end([row for row in old if row.aim.code not in kept], today)
    Alignment.objects.bulk_create(
        Alignment(
            project=project, aim=aims[one.aim], weight=one.weight, why_th=one.why_th, why_en=one.why_en, standing=one.standing,
            source=one.source, valid_from=max(today, first) if old else first, made_by_id=by.user_id, made_at=now,
        )
        for one in shares if one.aim not in kept
    )  # fmt: skip
    return {"project": project.pk, "framework": framework, "was": _told(before.values()), "is": _told(shares)}


def _end(rows: Iterable[Alignment], today: date) -> None:
    for row in rows:
        if row.valid_from < today:
            Alignment.objects.filter(pk=row.pk).update(valid_to=today)
        else:
            row.delete()


def _told(shares: Iterable[Share]) -> list[dict[str, str]]:
    return [
        {"aim": one.aim, "weight": str(one.weight), "standing": one.standing, "why": one.why_th, "source": one.source}
        for one in shares
    ]
