"""The programme of the year that is running: opened as the department would, with sheets of its first districts under way.

Six districts are lived through the verbs; the numbers of the others come from `flagship_values`.
"""

from datetime import datetime, timedelta
from random import Random

from sangsuk.flagships.models import Programme, Sheet
from sangsuk.flagships.periods import Period, fiscal_year
from sangsuk.flagships.periods import year as whole_year
from sangsuk.flagships.programme import actions as programmes
from sangsuk.flagships.reporting import actions, asking, evidence, opening, owing, signing
from sangsuk.flagships.reporting.actions import Said, Told
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date
from sangsuk.thai.dates import BE_OFFSET

from . import flagship_values, flagships_programme, pictures
from .staff import FOCUS, Staff

MARK = flagship_values.MARK
MALEE, READY, LATE, SIGNED = FOCUS[0], "5006", "5007", ("5002", "3001", "9001")
"""Whose sheets are lived: asked something, waiting for a signature, late, and waiting for the province."""
LIVED = (MALEE, READY, LATE, *SIGNED)
COPIED_FROM = "f2564"
SHOWN, ASKED = "01.activities", "03.participants"
QUESTION = f"มีผู้เข้าร่วมกี่คนที่มาจากสถานศึกษา ขอให้ดูตัวเลขอีกครั้ง ({MARK})"


def make(staff: Staff, *, now: datetime, seed: int) -> int:
    """Returns how many sheets somebody has worked on; 0 when the year has its programme already."""
    year = fiscal_year(bangkok_date(now))
    if year == Programme.objects.get(pk=COPIED_FROM).fiscal_year or Programme.objects.filter(fiscal_year=year).exists():
        return 0
    programme = _opened(staff, year, now)
    month = owing.current(programme, bangkok_date(now))
    assert month is not None
    chance = Random(seed * 13 + 6)
    flagships_programme.said_early(list(programme.projects.select_related("programme")), chance, now)
    if month.before <= bangkok_date(now):
        _reported(staff, programme.pk, month, chance, now)
        month = month.following
    if month.fiscal_year == year:
        _begun(staff, programme.pk, month, chance, now)
    return Sheet.objects.filter(programme=programme, version__gt=1).count()


def _opened(staff: Staff, year: int, now: datetime) -> Programme:
    """Dao copies and names it, Thawin looks and opens it."""
    dao, thawin = staff.of("DOPA"), staff.of("DOPA", "chief")
    begun = flagship_values.noon(whole_year(year).starts_on) - timedelta(days=21)
    made = programmes.copy(Programme.objects.get(pk=COPIED_FROM), fiscal_year=year, by=dao, now=begun)
    be = year + BE_OFFSET
    names = {
        "name_th": f"10 โครงการสำคัญของกรมการปกครอง ปีงบประมาณ {be} ({MARK})",
        "name_en": f"Ten flagships of the Department, fiscal year {year} (demonstration data)",
        "about_th": f"คัดลอกจากปี 2564 เพื่อให้ลองใช้หน้ารายงานของเดือนนี้ได้ ไม่ใช่นโยบายของปี {be} ({MARK})",
        "about_en": f"Copied from 2021 so that this month's reports can be tried; not the policy of {year} (demonstration data).",
        "source": MARK,
    }  # fmt: skip
    programmes.rename(made, names, by=dao, now=begun + timedelta(days=1))
    return programmes.move(made, "open", by=thawin, now=begun + timedelta(days=2))


def _reported(staff: Staff, programme: str, month: Period, chance: Random, now: datetime) -> None:
    """The month that is over: passed but for one question, waiting for a signature, late, and waiting for the province."""

    def at(days: float) -> datetime:
        return min(flagship_values.noon(month.before) + timedelta(days=days), now - timedelta(minutes=30 - days))

    for district in LIVED:
        officer, chief = staff.of(district), staff.of(district, "chief")
        sheet = _sheet(programme, month, district, now)
        told = _told(sheet, chance)
        told = told[: len(told) // 2] if district == LATE else told
        actions.say(sheet, told, by=officer, now=at(1))
        if district == MALEE:
            _shown(sheet, officer, at(1.1))
        if district != LATE:
            signing.ready(sheet, by=officer, now=at(1.2))
        if district == MALEE or district in SIGNED:
            signing.hand_in(sheet, by=chief, now=at(2))
    sheet = _sheet(programme, month, MALEE, now)
    signing.ask(sheet, [(_code(sheet, ASKED), "")], by=staff.of(f"{MALEE[:2]}00"), question=QUESTION, now=at(3))
    signing.pass_(sheet, by=staff.of(f"{MALEE[:2]}00"), now=at(3.1))


def _begun(staff: Staff, programme: str, month: Period, chance: Random, now: datetime) -> None:
    """The month that is running: the officer of the tour has begun, and carried last month's numbers of one project over."""
    sheet = _sheet(programme, month, MALEE, now)
    told = _told(sheet, chance)
    at = max(flagship_values.noon(month.starts_on), now - timedelta(hours=20))
    actions.say(sheet, told[: len(told) // 3], by=staff.of(MALEE), now=min(at, now))
    actions.copy(sheet, [_code(sheet, "10.sellers"), _code(sheet, "10.sales")], by=staff.of(MALEE), now=min(at, now))


def _sheet(programme: str, month: Period, district: str, now: datetime) -> Sheet:
    found = opening.opened_for(programme, month, "district", district, now=now)
    assert found is not None
    return found


def _code(sheet: Sheet, name: str) -> str:
    return f"{sheet.programme_id}_{name}"


def _told(sheet: Sheet, chance: Random) -> list[Told]:
    """Every number that a sheet asks, invented; no part larger than its whole."""
    spared = asking.not_applicable(sheet.area_code, sheet.programme_id)
    asked = {one.code.split("_", 1)[1]: one for one in asking.of_sheet(sheet) if one.card.project not in spared}
    found: dict[str, Told] = {}
    for name in sorted(asked, key=lambda one: one in flagship_values.LIMITS):
        number, base = flagship_values.invented(
            flagship_values.SHAPES[name], 1.0, 0.0, asking.period_of(sheet), chance, "", None
        )
        whole = found.get(flagship_values.LIMITS.get(name, ""))
        if whole is not None and whole.said.number is not None:
            number = min(number, whole.said.number)
        found[name] = Told(asked[name].code, Said(number, base, note=MARK))
    return [found[name] for name in asked]


def _shown(sheet: Sheet, officer: Actor, at: datetime) -> None:
    evidence.add(sheet, _code(sheet, SHOWN), pictures.upload("", 6), by=officer, note=MARK, now=at)
