"""What a page of needs says: which days, in which area, in which words. The faces share it; nothing of HTTP."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sangsuk.catalog import queries as catalog
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.stories import words as of_stories
from sangsuk.thai.dates import BE_OFFSET, bangkok_date, fiscal_year_be, fiscal_year_span

from . import words
from .queries import Links, Needs, Period, Shown, bundled

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Choice:
    """`code` is "" for the last twelve months, else a fiscal year of the Buddhist era."""

    code: str
    label: str
    period: Period


def choices(since_year: int, today: date) -> list[Choice]:
    """The last twelve months, then the fiscal years from now back to that of the programme (CE)."""
    made = [Choice("", _("12 เดือนล่าสุด"), Period(today - YEAR + timedelta(days=1), today))]
    for year in range(fiscal_year_be(today), since_year + BE_OFFSET - 1, -1):
        first, after = (bangkok_date(moment) for moment in fiscal_year_span(year))
        made.append(
            Choice(str(year), _("ปีงบประมาณ %(year)s") % {"year": year}, Period(first, after - timedelta(days=1)))
        )
    return made


def chosen(asked: str, offered: list[Choice]) -> Choice:
    return next((one for one in offered if one.code == asked), offered[0])


def area_of(actor: Actor) -> str:
    """Whose needs an official reads: of the country, of her province, of her district."""
    if actor.office_level == "ministry":
        return ""
    if actor.office_level == "district":
        card = offices.known().get(actor.office_code)
        return card.district_code if card else actor.office_code
    return actor.province_code


def area_name(area: str, language: str) -> str:
    return places.title(area, language) if area else _("ทั้งประเทศ")


@dataclass(frozen=True)
class Row:
    label: str
    n: int | None


def kinds(needs: Needs, language: str, *, public: bool) -> list[Row]:
    """By kind of trouble, the large kinds of the catalog."""
    known, roots = catalog.all_categories(), dict[str, int]()
    for code, n in needs.categories.items():
        roots[code.partition(".")[0]] = roots.get(code.partition(".")[0], 0) + n
    shown = bundled(roots.items()) if public else [Shown(code, n) for code, n in roots.items()]
    return [Row(known[one.code].name(language) if one.code in known else _("เรื่องอื่น ๆ ที่มีน้อย"), one.n) for one in shown]


def policies(needs: Needs, language: str, *, public: bool) -> list[Row]:
    known = catalog.all_terms("policy")
    shown = bundled(needs.policies.items()) if public else [Shown(code, n) for code, n in needs.policies.items()]
    return [Row(known[one.code].name(language) if one.code in known else _("นโยบายอื่นที่มีน้อย"), one.n) for one in shown]


def tones(needs: Needs, *, public: bool) -> list[Row]:
    """How stories were meant, in the order of the words."""
    if not public:
        return [Row(str(word), needs.tones[code]) for code, word in of_stories.TONES.items() if code in needs.tones]
    shown = {one.code: one.n for one in bundled(needs.tones.items())}
    rows = [Row(str(word), shown[code]) for code, word in of_stories.TONES.items() if code in shown]
    return [*rows, Row(_("ความรู้สึกอื่นที่มีน้อย"), shown[""])] if "" in shown else rows


def told_apart(needs: Needs) -> bool:
    """Whether everybody may read how many are settled and how many open: else what is left of the whole would be small."""
    parts = [("open", needs.open), ("settled", needs.settled), ("otherwise", needs.cases - needs.open - needs.settled)]
    return all(one.code for one in bundled(parts))


def speaks(links: Links, language: str) -> list[tuple[str, str, str]]:
    """What is counted, why, and on whose word."""
    thai = language.startswith("th")
    return [
        (
            f"{words.KINDS[row.kind]}: {_called(row.kind, row.value, language)}",
            row.because_th if thai else row.because_en or row.because_th,
            row.source,
        )
        for row in links.rows
    ]


def _called(kind: str, value: str, language: str) -> str:
    if kind == words.CATEGORY:
        card = catalog.all_categories().get(value)
        return card.name(language) if card else value
    axis = {words.POLICY: "policy", words.THEME: of_stories.THEMES, words.SERVICE: of_stories.SERVICES}[kind]
    term = catalog.all_terms(axis).get(value)
    return term.name(language) if term else value
