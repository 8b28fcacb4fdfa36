"""What an indicator must be before it is kept: each rule a sentence that says what to do."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

from .. import checks, facts, formulas, periods, words
from ..formulas import Formula
from ..formulas.tree import ARGUMENTS
from .cards import IndicatorCard, UnitCard, units_of
from .draft import Fixed, Said

EVIDENCE = ("", "photo", "file")
_SHORT = re.compile(r"[a-z][a-z0-9_]*")
RESERVED = (*formulas.GIVEN, *ARGUMENTS)


def fixed(one: Fixed) -> None:
    """Raises Refused."""
    project, dot, short = one.code.partition(".")
    if not dot or project != one.project or not _SHORT.fullmatch(short) or len(one.code) > 40:
        raise Refused(
            "bad_code",
            _("รหัสต้องเป็นรหัสโครงการ จุด แล้วชื่อสั้นตัวอักษรอังกฤษเล็ก เช่น %(project)s.visitors") % {"project": one.project},
            "code",
        )
    if short in RESERVED:
        raise Refused("bad_code", _("ชื่อสั้น %(name)s เป็นคำของสูตร กรุณาใช้ชื่ออื่น") % {"name": short}, "code")
    _one_of(one.kind, words.KINDS, "kind")
    _one_of(one.level, words.LEVELS[:-1], "level")
    _one_of(one.frequency, periods.KINDS, "frequency")
    _one_of(one.over_areas, words.OVER_AREAS, "over_areas")
    _one_of(one.over_time, words.OVER_TIME, "over_time")
    if one.valid_to is not None and one.valid_to <= one.valid_from:
        raise Refused("bad_days", _("วันสิ้นสุดต้องหลังวันเริ่มใช้"), "valid_to")
    if (one.kind == words.FACT) != bool(one.fact):
        raise Refused("bad_fact", _("กรุณาเลือกว่าระบบนับสิ่งใด เฉพาะตัวชี้วัดที่ระบบนับเอง"), "fact")
    if one.kind == words.FACT:
        _one_of(one.fact, facts.FACTS, "fact")
        if (one.level, one.frequency) != (words.DISTRICT, periods.MONTH):
            raise Refused("bad_fact", _("สิ่งที่ระบบนับเอง นับทุกเดือนและรายอำเภอเท่านั้น"), "level")


def said(
    of: Fixed, one: Said, *, units: Mapping[str, UnitCard], axes: Iterable[str], others: Mapping[str, IndicatorCard]
) -> Said:
    """As it is kept: input rules and formula in their own spelling. `others`: the indicators of its programme, as they are
    meant on that day. Raises Refused."""
    for name in ("name_th", "name_en", "definition_th", "source"):
        if not getattr(one, name).strip():
            raise Refused("needed", _("กรุณากรอกช่องนี้"), name)
    _one_of(one.unit, units, "unit")
    _one_of(one.direction, words.DIRECTIONS, "direction")
    _one_of(one.evidence, EVIDENCE, "evidence")
    _one_of(one.standing, words.STANDINGS, "standing")
    if one.since < of.valid_from:
        raise Refused("bad_days", _("นิยามต้องไม่เริ่มก่อนวันที่ตัวชี้วัดเริ่มใช้"), "since")
    if one.since.day != 1:
        raise Refused("bad_days", _("นิยามเริ่มใช้ได้วันที่ 1 ของเดือน เพื่อให้ทั้งเดือนนับแบบเดียวกัน"), "since")
    _base(of, one)
    _breakdown(of, one, axes)
    kept = replace(one, checks=_input(of, one, others))
    return replace(kept, formula=_formula(of, one, units, others))


def _base(of: Fixed, one: Said) -> None:
    weighs = words.MEAN in (of.over_areas, of.over_time)
    if of.kind == words.FORMULA:
        return
    if weighs and not one.base_th:
        raise Refused("needs_base", _("ค่าเฉลี่ยต้องมีตัวหาร กรุณาบอกว่าหารด้วยอะไร"), "base_th")
    if one.base_th and of.over_areas != words.MEAN:
        raise Refused("needs_mean", _("ตัวชี้วัดที่มีตัวหารต้องรวมพื้นที่แบบค่าเฉลี่ย คือรวมตัวตั้งและตัวหารก่อนแล้วจึงหาร"), "base_th")
    if one.base_th and of.over_time == words.SUM:
        raise Refused("needs_mean", _("ตัวชี้วัดที่มีตัวหารรวมเวลาแบบค่าเฉลี่ย หรือใช้ค่าล่าสุด"), "base_th")
    if of.kind == words.FACT and facts.FACTS[of.fact].has_base != bool(one.base_th):
        raise Refused("bad_fact", _("สิ่งที่ระบบนับนี้มีตัวหารหรือไม่มี ไม่ตรงกับที่กรอก"), "base_th")


def _breakdown(of: Fixed, one: Said, axes: Iterable[str]) -> None:
    known = set(axes)
    for axis in one.axes:
        _one_of(axis, known, "axes")
    if one.axes and of.kind != words.REPORTED:
        raise Refused("no_axes", _("แจกแจงได้เฉพาะตัวชี้วัดที่พื้นที่รายงาน"), "axes")
    if one.evidence and of.kind != words.REPORTED:
        raise Refused("no_evidence", _("ขอหลักฐานได้เฉพาะตัวชี้วัดที่พื้นที่รายงาน"), "evidence")


def _input(of: Fixed, one: Said, others: Mapping[str, IndicatorCard]) -> dict[str, object]:
    rules = checks.read(one.checks)
    if rules and of.kind != words.REPORTED:
        raise Refused("no_checks", _("เกณฑ์ตรวจใช้เฉพาะตัวชี้วัดที่พื้นที่รายงาน"), "checks")
    for code in [*filter(None, [rules.get("at_most")]), *rules.get("adds_up", ())]:
        other = others.get(code)
        if other is None or code == of.code or other.kind != words.REPORTED:
            raise Refused("bad_checks", _("ไม่มีตัวชี้วัดที่รายงานรหัส %(code)s ให้เทียบ") % {"code": code}, "checks")
        if (other.level, other.frequency) != (of.level, of.frequency):
            raise Refused(
                "bad_checks",
                _("เทียบกับ %(code)s ไม่ได้ เพราะรายงานคนละแบบ (ระดับหรือความถี่ต่างกัน)") % {"code": code},
                "checks",
            )
    return rules


def _formula(of: Fixed, one: Said, units: Mapping[str, UnitCard], others: Mapping[str, IndicatorCard]) -> str:
    if of.kind != words.FORMULA:
        if one.formula:
            raise Refused("no_formula", _("สูตรใช้เฉพาะตัวชี้วัดแบบคำนวณ"), "formula")
        return ""
    language = get_language() or "th"
    formula = formulas.parse(one.formula, within=of.project)
    formula.must_be(units[one.unit].dimension(language), units_of(others, language))
    for code in formula.needs:
        _can_be_reckoned(of, others[code])
    found = {code: card.formula for code, card in others.items() if card.formula is not None}
    formulas.ordered(_with_me(found, of.code, formula))
    return formula.text(of.project)


def _with_me(found: Mapping[str, Formula], code: str, formula: Formula) -> dict[str, Formula]:
    """This one first, so that a circle is told from where its writer stands."""
    return {code: formula, **{other: one for other, one in found.items() if other != code}}


def _can_be_reckoned(of: Fixed, part: IndicatorCard) -> None:
    said = {"code": part.code}
    if periods.KINDS.index(part.frequency) > periods.KINDS.index(of.frequency):
        raise Refused(
            "formula_frequency", _("%(code)s รายงานห่างกว่าตัวชี้วัดนี้ กรุณาเลือกความถี่ของสูตรให้ไม่ถี่กว่า") % said, "formula"
        )
    if words.LEVELS.index(part.level) > words.LEVELS.index(of.level):
        raise Refused("formula_level", _("%(code)s ไม่มีตัวเลขในระดับที่เล็กเท่านี้ กรุณาเลือกระดับของสูตรให้ใหญ่ขึ้น") % said, "formula")


def _one_of(value: str, known: Iterable[str], field: str) -> None:
    if value not in known:
        raise Refused("bad_choice", _("ไม่มีตัวเลือก “%(value)s” กรุณาเลือกจากรายการ") % {"value": value}, field)
