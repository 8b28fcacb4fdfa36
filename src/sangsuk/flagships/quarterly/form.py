"""One project, one area, one quarter: the fields of the form as values.

Fields after the ministry's form: 1 agency, 2 project, 3 indicators, 4 budget, 5 period, 6.1 National Strategy, 6.2 master plan,
6.3 13th plan, 6.4 cabinet policy, 6.5 ministry, 6.6 SDGs, 7 results of the quarters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.places import queries as places
from sangsuk.stories.naming import office_called

from .. import periods, words
from ..areas import districts as areas
from ..folding import queries as folding
from ..indicators import queries as indicators
from ..indicators.cards import IndicatorCard
from ..models import Programme, Situation
from ..periods import Period
from ..programme.queries import Card
from ..programme.words import FRAMEWORKS, STANDINGS, numbered
from ..showing import numbers
from ..targets import queries as targets

SERVED = {
    "6.1": (words.NATIONAL_STRATEGY,), "6.2": (words.MASTER_PLAN,), "6.3": (words.PLAN_13,), "6.4": (words.CABINET_POLICY,),
    "6.5": (words.MINISTRY_POLICY,), "6.6": (words.SDG_GOAL, words.SDG_TARGET),
}  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One indicator: its target of the year, what each quarter came to until the one of the form, and the year until now.

    None in a quarter: nobody has reported, or the indicator is told by the year only (`yearly`).
    """

    card: IndicatorCard
    target: Decimal | None
    quarters: tuple[Decimal | None, ...]
    year: Decimal | None
    entries: int
    expected: int | None

    @property
    def yearly(self) -> bool:
        return self.card.frequency == periods.YEAR


@dataclass(frozen=True)
class Form:
    programme: Programme
    project: Card
    area: str
    quarter: Period
    quarters: tuple[Period, ...]
    results: tuple[Result, ...]
    situations: tuple[Situation, ...]

    def agency(self, language: str) -> str:
        """Field 1: who reports; of the country the department and whoever there answers for the project."""
        if not self.area:
            owner = self.project.owner(language)
            department = _("กรมการปกครอง")
            return f"{department}, {owner}" if owner else department
        return office_called(self.area, language) if len(self.area) == 4 else places.title(self.area, language)

    def budget(self) -> str:
        """Field 4: of the project as a whole."""
        baht = self.project.text.budget_baht
        return _("%(baht)s บาท (ทั้งโครงการ)") % {"baht": f"{baht:,.2f}"} if baht is not None else _("ยังไม่ได้ระบุ")

    def served(self, field: str, language: str) -> list[str]:
        """Fields 6.1 to 6.6: each aim with its weight and on whose word."""
        found = []
        for framework in SERVED[field]:
            for one in self.project.serves.get(framework, []):
                told = {
                    "aim": f"{numbered(framework, one.aim.code)} {one.aim.name(language)}", "n": f"{one.percent:f}",
                    "standing": STANDINGS[one.row.standing],
                }  # fmt: skip
                found.append(_("%(aim)s น้ำหนักร้อยละ %(n)s (%(standing)s)") % told)
        return found

    def unserved(self, field: str) -> str:
        """What stands where nothing is served: of a plan that came later, that it did."""
        if field == "6.3" and self.programme.fiscal_year < 2023:
            return _("ยังไม่ใช้ในปีงบประมาณนี้ แผนฉบับที่ 13 ใช้ตั้งแต่ 1 ตุลาคม 2565")
        return _("ยังไม่ได้ระบุ")

    def labels(self) -> list[tuple[str, str]]:
        return [(field, " / ".join(str(FRAMEWORKS[name]) for name in names[:1])) for field, names in SERVED.items()]


def quarter(code: str, programme: Programme) -> Period:
    """Of the programme's year, as its code says; Raises Refused."""
    found = periods.parse(code)
    if found.kind != periods.QUARTER or found.fiscal_year != programme.fiscal_year:
        raise Refused("bad_period", _("กรุณาเลือกไตรมาสของปีงบประมาณนี้"), "quarter")
    return found


def forms(programme: Programme, cards: Sequence[Card], code: str, of: Period) -> list[Form]:
    """The forms of these projects (cards with what they serve), one after the other; the figures of all are asked for once."""
    year = periods.year(programme.fiscal_year)
    quarters = tuple(year.inside(periods.QUARTER))
    until = [one for one in quarters if one <= of]
    wanted = {card.project.pk for card in cards}
    rules = [one for one in indicators.in_force(programme.code, of.starts_on) if one.project in wanted]
    codes = [one.code for one in rules]
    found = folding.values(codes, [code], [*until, year])
    level = numbers.level_of(code)
    aims = targets.targets(codes, level, [code], year)
    districts = areas.many(code)
    situations = list(Situation.objects.filter(project__in=list(wanted), quarter_starts_on=of.starts_on))

    def result(card: IndicatorCard) -> Result:
        target, whole = aims.get((card.code, code)), found.get((card.code, code, year))
        by_quarter = tuple(numbers.shown(card, found.get((card.code, code, one))) for one in until)
        return Result(
            card, target.number if target else None, by_quarter, numbers.shown(card, whole), whole.entries if whole else 0,
            numbers.expected(card, code, year, districts),
        )  # fmt: skip

    return [
        Form(
            programme, card, code, of, tuple(until), tuple(result(one) for one in rules if one.project == card.project.pk),
            tuple(one for one in situations if one.project_id == card.project.pk),
        )
        for card in cards
    ]  # fmt: skip
