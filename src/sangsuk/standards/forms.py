"""Making forms: people of the department and the ministry do it at the desk, without anybody's code.

A draft is changed in place. What is released stays; to change it is to make a new version, and the one before is replaced
when that is released, by somebody else than who wrote it.
"""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.intake import plain
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.offices.actor import Actor

from . import scoring, sheets
from .models import Criterion, Form, FormEvent, Section
from .sheets import CriterionGiven, FormGiven, SectionGiven
from .standing import organises
from .words import ABOUT, BASES, DRAFT, RELEASED, REPLACED

logger = logging.getLogger(__name__)
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_SECTIONS, MOST_CRITERIA = 20, 40
SAID = {
    "make": _("สร้างแบบ"), "import": _("นำเข้าแบบจากไฟล์"), "copy": _("คัดลอกเป็นแบบของปีใหม่"), "version": _("เริ่มรุ่นใหม่"),
    "change": _("แก้ข้อมูลของแบบ"), "section": _("บันทึกหมวด"), "criterion": _("บันทึกข้อ"), "remove": _("นำออก"),
    "release": _("เริ่มใช้"), "load": _("มากับระบบ"),
}  # fmt: skip


def _may(by: Actor) -> None:
    if not (organises(by) or by.kind == "system"):
        raise NotAllowed("not_yours", _("เฉพาะกรมการปกครองและกระทรวงแก้แบบประเมินได้"))


def _record(form: Form, move: str, data: Mapping[str, Any], *, by: Actor, now: datetime) -> None:
    last = FormEvent.objects.filter(form=form).order_by("-seq").values_list("seq", flat=True).first()
    FormEvent.objects.create(
        form=form, seq=(last or 0) + 1, at=now, move=move, actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
        office_code=by.office_code, data=plain(data), changes={},
    )  # fmt: skip


@transaction.atomic
def make(given: FormGiven, *, by: Actor, move: str = "make", now: datetime | None = None) -> Form:
    """A draft of a whole form. Raises NotAllowed, Refused with the field at fault."""
    now = now or timezone.now()
    _may(by)
    _check(given)
    columns = {name: value for name, value in asdict(given).items() if name != "sections"}
    try:
        with transaction.atomic():
            form = Form.objects.create(**columns, made_at=now, changed_by_id=by.user_id)
    except IntegrityError:
        raise Refused("taken", _("มีแบบรหัสนี้ของปีและรุ่นนี้แล้ว กรุณาคัดลอกหรือเริ่มรุ่นใหม่"), "code") from None
    for section in given.sections:
        _make_section(form, section)
    _record(form, move, {"form": str(form)}, by=by, now=now)
    return form


def _check(given: FormGiven) -> None:
    if not _CODE.fullmatch(given.code) or len(given.code) > 40:
        raise Refused("bad_code", _("ใช้ตัวอักษรอังกฤษตัวเล็ก ตัวเลข และขีดกลาง เช่น good-office"), "code")
    if not 2550 <= given.year_be <= 2700 or not 1 <= given.version <= 999:
        raise Refused("bad_year", _("กรุณาใส่ปีงบประมาณเป็น พ.ศ. เช่น 2570"), "year_be")
    if given.about not in ABOUT:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "about")
    for name in ("title_th", "source"):
        if len(getattr(given, name).strip()) < 5:
            raise Refused("needed", _("กรุณากรอกชื่อแบบและที่มา"), name)
    if given.valid_to is not None and given.valid_to <= given.valid_from:
        raise Refused("bad_days", _("วันสิ้นสุดต้องอยู่หลังวันเริ่ม"), "valid_to")
    if len(given.sections) > MOST_SECTIONS or any(len(one.criteria) > MOST_CRITERIA for one in given.sections):
        raise Refused("too_many", _("แบบหนึ่งมีได้ไม่เกิน %(n)s หมวด") % {"n": MOST_SECTIONS}, "sections")
    codes = [c.code for section in given.sections for c in section.criteria]
    if len(codes) != len(set(codes)):
        raise Refused("twice", _("รหัสข้อซ้ำกันในแบบเดียวกัน"), "code")
    for section in given.sections:
        if len({one.no for one in section.criteria}) != len(section.criteria):
            raise Refused("twice", _("ลำดับข้อซ้ำกันในหมวดเดียวกัน"), "no")
        for one in section.criteria:
            check_criterion(one)


def check_criterion(one: CriterionGiven) -> None:
    """Raises Refused with the field at fault."""
    if not _CODE.fullmatch(one.code) or len(one.code) > 40:
        raise Refused("bad_code", _("ใช้ตัวอักษรอังกฤษตัวเล็ก ตัวเลข และขีดกลาง เช่น good-office"), "code")
    if not 5 <= len(one.text_th) <= 400:
        raise Refused("needed", _("กรุณาเขียนข้อความของข้อนี้ 5 ถึง 400 ตัวอักษร"), "text_th")
    if one.basis not in BASES:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "basis")
    if len(one.source.strip()) < 5:
        raise Refused("needed", _("กรุณาบอกที่มา เช่น คำสั่งจังหวัดที่ 123/2569"), "source")
    scoring.check_scale(one.kind, len(one.parts), one.points)


def _make_section(form: Form, given: SectionGiven) -> Section:
    section = Section.objects.create(form=form, no=given.no, title_th=given.title_th, title_en=given.title_en)
    Criterion.objects.bulk_create(Criterion(section=section, **_columns(one)) for one in given.criteria)
    return section


def _columns(one: CriterionGiven) -> dict[str, Any]:
    return asdict(one) | {"parts": list(one.parts), "points": list(one.points), "most": max(one.points)}


@transaction.atomic
def copy(form: Form, *, year_be: int, by: Actor, now: datetime | None = None) -> Form:
    """The same for another year, as a draft; its days move by as many years. Raises NotAllowed, Refused."""
    given = sheets.given_of(form)
    years = year_be - form.year_be
    shifted = replace(
        given, year_be=year_be, version=1, valid_from=_later(given.valid_from, years),
        valid_to=_later(given.valid_to, years) if given.valid_to else None,
        hand_in_by=_later(given.hand_in_by, years) if given.hand_in_by else None,
    )  # fmt: skip
    return make(shifted, by=by, move="copy", now=now)


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


@transaction.atomic
def new_version(form: Form, *, by: Actor, now: datetime | None = None) -> Form:
    """A draft that will replace what is used, from the day it is released. Raises NotAllowed, Refused."""
    last = Form.objects.filter(code=form.code, year_be=form.year_be).order_by("-version")[0]
    if last.state == DRAFT:
        raise Refused("draft_there", _("มีฉบับร่างของรุ่นใหม่อยู่แล้ว กรุณาแก้ในฉบับนั้น"), "move")
    return make(replace(sheets.given_of(form), version=last.version + 1), by=by, move="version", now=now)


def _draft(form: Form, version: int | None, by: Actor) -> Form:
    """The row held, and only while nobody can have begun with it. Raises NotAllowed, Refused, Stale."""
    _may(by)
    row = Form.objects.select_for_update().get(pk=form.pk)
    if version is not None and version != row.row_version:
        raise Stale("stale", _("มีผู้แก้แบบนี้ไปก่อน กรุณาดูข้อมูลล่าสุดแล้วทำอีกครั้ง"))
    if row.state != DRAFT:
        raise Refused("released", _("แบบที่เริ่มใช้แล้วแก้ไม่ได้ กรุณาเริ่มรุ่นใหม่"), "move")
    return row


def _changed(row: Form, move: str, data: Mapping[str, Any], *, by: Actor, now: datetime, **columns: Any) -> None:
    Form.objects.filter(pk=row.pk).update(row_version=row.row_version + 1, changed_by_id=by.user_id, **columns)
    _record(row, move, data, by=by, now=now)


@transaction.atomic
def change(form: Form, *, by: Actor, version: int | None = None, now: datetime | None = None, **columns: Any) -> None:
    """What is of the whole form: titles, days, source, what it is about."""
    row = _draft(form, version, by)
    _check(replace(sheets.given_of(row), sections=(), **columns))
    _changed(row, "change", columns, by=by, now=now or timezone.now(), **columns)


@transaction.atomic
def keep_section(
    form: Form,
    given: SectionGiven,
    *,
    old: int | None = None,
    by: Actor,
    version: int | None = None,
    now: datetime | None = None,
) -> Section:
    """A new section, or with `old` (its number) a changed one; its criteria stay. Raises Refused."""
    row = _draft(form, version, by)
    if len(given.title_th.strip()) < 2:
        raise Refused("needed", _("กรุณากรอกชื่อหมวด"), "title_th")
    if not 1 <= given.no <= 99 or (old is None and row.sections.count() >= MOST_SECTIONS):
        raise Refused("bad_number", _("ลำดับหมวดใช้ได้ 1 ถึง 99"), "no")
    section = section_of(row, old) if old is not None else Section(form=row)
    section.no, section.title_th, section.title_en = given.no, given.title_th.strip(), given.title_en.strip()
    try:
        with transaction.atomic():
            section.save()
    except IntegrityError:
        raise Refused("twice", _("มีหมวดลำดับนี้แล้ว"), "no") from None
    _changed(row, "section", {"no": given.no, "title": given.title_th}, by=by, now=now or timezone.now())
    return section


@transaction.atomic
def keep_criterion(
    form: Form, section_no: int, given: CriterionGiven, *, old: str = "", by: Actor, version: int | None = None,
    now: datetime | None = None,
) -> Criterion:  # fmt: skip
    """A new criterion, or with `old` (its code) a changed one. Raises Refused."""
    row = _draft(form, version, by)
    section = section_of(row, section_no)
    check_criterion(given)
    others = Criterion.objects.filter(section__form=row).exclude(code=old)
    if others.filter(code=given.code).exists():
        raise Refused("twice", _("รหัสข้อซ้ำกันในแบบเดียวกัน"), "code")
    if others.filter(section=section, no=given.no).exists():
        raise Refused("twice", _("ลำดับข้อซ้ำกันในหมวดเดียวกัน"), "no")
    one = criterion_of(row, old) if old else Criterion()
    if not old and section.criteria.count() >= MOST_CRITERIA:
        raise Refused("too_many", _("หมวดหนึ่งมีได้ไม่เกิน %(n)s ข้อ") % {"n": MOST_CRITERIA}, "no")
    for name, value in {"section": section, **_columns(given)}.items():
        setattr(one, name, value)
    one.save()
    _changed(row, "criterion", {"code": given.code, "text": given.text_th}, by=by, now=now or timezone.now())
    return one


@transaction.atomic
def remove(form: Form, *, section_no: int, code: str = "", by: Actor, now: datetime | None = None) -> None:
    """A criterion, or a whole section of a draft."""
    row = _draft(form, None, by)
    (criterion_of(row, code) if code else section_of(row, section_no)).delete()
    _changed(row, "remove", {"section": section_no, "code": code}, by=by, now=now or timezone.now())


@transaction.atomic
def release(form: Form, *, by: Actor, version: int | None = None, now: datetime | None = None) -> Form:
    """From now on districts begin with this version. A second person does it. Raises NotAllowed, Refused, Stale."""
    now = now or timezone.now()
    row = _draft(form, version, by)
    if row.changed_by_id is not None and row.changed_by_id == by.user_id:
        raise NotAllowed("own", _("ผู้ที่แก้แบบล่าสุดเริ่มใช้เองไม่ได้ กรุณาให้ผู้อื่นของกรมตรวจและเริ่มใช้"), "move")
    given = sheets.given_of(row)
    _check(given)
    if not given.sections or any(not section.criteria for section in given.sections):
        raise Refused("empty", _("ทุกหมวดต้องมีอย่างน้อยหนึ่งข้อ"), "move")
    before = Form.objects.filter(code=row.code, year_be=row.year_be, state=RELEASED).first()
    if before is not None:
        Form.objects.filter(pk=before.pk).update(state=REPLACED)
    Form.objects.filter(pk=row.pk).update(state=RELEASED, released_at=now, row_version=row.row_version + 1)
    _record(row, "release", {"written_by": row.changed_by_id}, by=by, now=now)
    row.refresh_from_db()
    logger.info("form released", extra={"form": str(row)})
    return row


def by_key(key: str) -> Form | None:
    """The form behind `Form.key`."""
    code, _dash, numbers = key.rpartition("-")
    code, _dash, year = code.rpartition("-")
    if not (year.isdecimal() and numbers.isdecimal() and len(year) <= 4 and len(numbers) <= 3):
        return None
    return Form.objects.filter(code=code, year_be=int(year), version=int(numbers)).select_related("changed_by").first()


def section_of(form: Form, no: int) -> Section:
    """Raises Missing."""
    found = Section.objects.filter(form=form, no=no).first()
    if found is None:
        raise Missing("no_section", _("ไม่พบหมวดนี้ของแบบ"))
    return found


def criterion_of(form: Form, code: str) -> Criterion:
    """Raises Missing."""
    found = Criterion.objects.filter(section__form=form, code=code).select_related("section").first()
    if found is None:
        raise Missing("no_criterion", _("ไม่พบข้อนี้ของแบบ"))
    return found


def load(givens: Sequence[FormGiven]) -> None:
    """Those that come with the product are made once, released; what people make of them afterwards is theirs."""
    by, now = Actor.system(), timezone.now()
    for given in givens:
        if not Form.objects.filter(code=given.code, year_be=given.year_be).exists():
            form = make(given, by=by, move="load", now=now)
            release(form, by=by, now=now)
