"""The programme in the demo world: what 878 districts say of ten projects, what the present asks, and next year's draft."""

from datetime import date, datetime, timedelta
from random import Random

from sangsuk.flagships import periods, words
from sangsuk.flagships.areas import districts as areas
from sangsuk.flagships.coverage import actions as coverage
from sangsuk.flagships.coverage import recording
from sangsuk.flagships.coverage.table import OF_STATE
from sangsuk.flagships.models import Coverage, CoverageEvent, Programme, Project
from sangsuk.flagships.programme import actions as programmes
from sangsuk.flagships.programme import writing
from sangsuk.offices.actor import Actor
from sangsuk.thai import BANGKOK, bangkok_date

from .staff import Staff

YEAR, FOCUS = "f2564", "5001"
FIRST, QUARTER = date(2020, 10, 15), date(2021, 1, 1)
MARK = "(ข้อมูลสาธิต)"
LIKELY = {
    1: (0.10, 0.35, 0.52, 0.00), 2: (0.20, 0.45, 0.20, 0.10), 3: (0.12, 0.30, 0.55, 0.00), 4: (0.05, 0.40, 0.53, 0.00),
    5: (0.18, 0.42, 0.15, 0.22), 6: (0.15, 0.50, 0.33, 0.00), 7: (0.15, 0.50, 0.32, 0.00), 8: (0.25, 0.45, 0.25, 0.00),
    9: (0.08, 0.55, 0.35, 0.00), 10: (0.28, 0.45, 0.20, 0.02),
}  # fmt: skip
"""Of each project: planned, started, done, does not apply; the rest has not said."""
STATES = (words.PLANNED, words.STARTED, words.DONE, words.NOT_APPLICABLE)
WHY_NOT = "ไม่มีพื้นที่หรือผู้เกี่ยวข้องในอำเภอนี้ " + MARK
SITUATIONS = {
    1: ("น้ำท่วมภาคใต้ปลายปี 2563", "Floods in the south, end of 2020", "จิตอาสาช่วยขนของและทำความสะอาดบ้านหลังน้ำลด"),
    2: ("ภัยแล้งปี 2564", "Drought of 2021", "ซ่อมแหล่งน้ำเดิมให้เก็บน้ำได้ก่อนหน้าแล้ง"),
    3: ("จัดกิจกรรมใหญ่ไม่ได้ช่วงโควิด-19", "No large gatherings during COVID-19", "ปรับเป็นกลุ่มเล็กและออนไลน์"),
    4: ("หนี้นอกระบบช่วงโควิด-19", "Loans outside the system during COVID-19", "เปิดไกล่เกลี่ยหนี้ที่อำเภอทุกวันทำการ"),
    5: ("เดินทางข้ามเขตไม่ได้ช่วงโควิด-19", "No travel between areas during COVID-19", "ออกไปรับคำขอถึงหมู่บ้าน"),
    6: ("การระบาดของโควิด-19", "The COVID-19 outbreak", "จองคิวล่วงหน้าและลดความแออัดในที่ว่าการอำเภอ"),
    7: ("ด่านคัดกรองของหมู่บ้าน", "Screening points of villages", "คณะกรรมการหมู่บ้านดูแลการเข้าออกและช่วยผู้กักตัว"),
    8: ("การช่วยเหลือเยียวยาโควิด-19", "COVID-19 relief", "เปิดเผยรายชื่อเกณฑ์และขั้นตอน เพื่อไม่ให้มีการเรียกรับ"),
    9: ("ยาเสพติดราคาถูกในชุมชน", "Cheap drugs in communities", "ค้นหาและพาเข้าบำบัดโดยชุมชน"),
    10: ("รายได้ลดลงช่วงโควิด-19", "Less income during COVID-19", "เปิดพื้นที่ขายของในอำเภอและช่วยขายออนไลน์"),
}


def make(staff: Staff, *, now: datetime, seed: int) -> int:
    """Returns how many squares were said. The same seed makes the same world."""
    chance = Random(seed * 11 + 6)
    projects = list(Project.objects.filter(programme=YEAR).select_related("programme"))
    n = _said(projects, chance, now)
    _asked(staff, projects, now)
    _situations(staff, projects, now)
    _next_year(staff, now)
    return n


def said_early(projects: list[Project], chance: Random, now: datetime) -> int:
    """Of a year that is running: what has been planned and begun since its first day; next to nothing is done yet."""
    first = periods.year(projects[0].programme.fiscal_year).starts_on
    return _said(projects, chance, now, first=first, days=(bangkok_date(now) - first).days, early=True)


def _said(
    projects: list[Project], chance: Random, now: datetime, *, first: date = FIRST, days: int = 250, early: bool = False
) -> int:
    """Thousands of first words at once, each with its event, as the verb makes them. `first`, `days`: when they were said."""
    told: list[tuple[Coverage, Actor, datetime]] = []
    for province, districts in areas.by_province().items():
        eager = chance.uniform(0.75, 1.0)
        for place in districts:
            by = Actor("staff", None, f"เจ้าหน้าที่อำเภอ {MARK}", "officer", place.code, "district", province, "desk")
            keen = 1.0 if place.code == FOCUS else eager * (chance.random() < 0.96)
            for project in projects:
                state = _state(project, keen, chance)
                on = first + timedelta(days=chance.randint(0, days))
                if not state or (place.code == FOCUS and project.number == 10):
                    continue
                state = words.STARTED if early and state == words.DONE else state
                told.append((_cell(project, place.code, state, on), by, _moment(on, chance, now)))
    made = Coverage.objects.bulk_create([cell for cell, _by, _at in told], batch_size=2000)
    events = [
        recording.first(
            cell,
            OF_STATE[cell.state],
            by=by,
            data={"since_on": cell.since_on} | ({"why": cell.why} if cell.why else {}),
            now=at,
        )
        for cell, (_cell_, by, at) in zip(made, told, strict=True)
    ]
    CoverageEvent.objects.bulk_create(events, batch_size=2000)
    return len(made)


def _state(project: Project, keen: float, chance: Random) -> str:
    dice = chance.random()
    for name, share in zip(STATES, LIKELY[project.number], strict=True):
        dice -= share * keen
        if dice < 0:
            return name
    return ""


def _cell(project: Project, district: str, state: str, since: date) -> Coverage:
    why = WHY_NOT if state == words.NOT_APPLICABLE else ""
    return Coverage(project=project, district_code=district, state=state, since_on=since, why=why)


def _moment(since: date, chance: Random, now: datetime) -> datetime:
    at = datetime(since.year, since.month, since.day, 10, tzinfo=BANGKOK) + timedelta(days=chance.randint(1, 20))
    return min(at, now)


def _asked(staff: Staff, projects: list[Project], now: datetime) -> None:
    """The province of the tour has seen most of what its first district says, and asks about one."""
    prasit = staff.of(f"{FOCUS[:2]}00")
    cells = {cell.project_id: cell for cell in Coverage.objects.filter(district_code=FOCUS)}
    for project in projects[:8]:
        if project.pk in cells:
            coverage.say(project, FOCUS, "see", by=prasit, now=now - timedelta(days=3))
    if cells:
        last = next(project for project in reversed(projects) if project.pk in cells)
        asks = {"question": f"เริ่มที่ตำบลไหนบ้าง ขอรายชื่อตำบลด้วย {MARK}"}
        coverage.say(last, FOCUS, "return", by=prasit, data=asks, now=now - timedelta(days=1))


def _situations(staff: Staff, projects: list[Project], now: datetime) -> None:
    dao = staff.of("DOPA")
    for project in projects:
        thai, english, why = SITUATIONS[project.number]
        given = {"tag_th": thai, "tag_en": english, "why": f"{why} {MARK}"}
        project.programme.refresh_from_db()
        programmes.tag(project, given, quarter=QUARTER, by=dao, now=now - timedelta(days=20))


def _next_year(staff: Staff, now: datetime) -> None:
    """Dao has copied the year and changed a text; Thawin has not opened it yet."""
    dao = staff.of("DOPA")
    draft = programmes.copy(Programme.objects.get(pk=YEAR), by=dao, now=now - timedelta(days=6))
    names = {
        "name_th": "All Smart 2022", "name_en": "All Smart 2022", "source": f"ชื่อที่เผยแพร่ในข่าวของกรมการปกครอง ปี 2564 {MARK}",
        "about_th": f"ร่างสำหรับปีงบประมาณ 2565 คัดลอกจากปีก่อนแล้วปรับ {MARK}",
        "about_en": "A draft for fiscal year 2022, copied from the year before and changed (demonstration data)",
    }  # fmt: skip
    programmes.rename(draft, names, by=dao, now=now - timedelta(days=5))
    project = Project.objects.select_related("programme").get(programme=draft, number=6)
    text = writing.newest(project)
    assert text is not None
    told = vars(writing.said(text)) | {
        "about_th": f"{text.about_th} ปีนี้เพิ่มบริการผ่านโทรศัพท์ {MARK}", "about_en": f"{text.about_en} This year with services by telephone.",
        "source": f"ร่างของกรมการปกครอง {MARK}",
    }  # fmt: skip
    programmes.text(project, told, why=f"เพิ่มบริการผ่านโทรศัพท์ในปีนี้ {MARK}", by=dao, now=now - timedelta(days=4))
