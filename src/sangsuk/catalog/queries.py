"""What a matter can be, as small values; read once and remembered, never a query on a hot path."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.common.errors import Refused
from sangsuk.common.remember import remembered

from . import guess as guessing
from .models import AxisCrosswalk, Category, CategoryCrosswalk, Channel, IdentityRule, Mission, SettlementCode, Term


@dataclass(frozen=True, slots=True)
class Word:
    """A code with its names: a mission, a channel, a way a matter ended."""

    code: str
    name_th: str
    name_en: str

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en


@dataclass(frozen=True, slots=True)
class ChannelCard(Word):
    by_staff: bool


@dataclass(frozen=True, slots=True)
class SettlementCard(Word):
    outcome: str


@dataclass(frozen=True, slots=True)
class CategoryCard(Word):
    parent_code: str
    hint_th: str
    icon: str
    valid_from: date
    valid_to: date | None
    shareable: bool = False

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@remembered
def missions() -> tuple[Word, ...]:
    return tuple(Word(*row) for row in Mission.objects.values_list("code", "name_th", "name_en"))


@remembered
def channels() -> tuple[ChannelCard, ...]:
    return tuple(ChannelCard(*row) for row in Channel.objects.values_list("code", "name_th", "name_en", "by_staff"))


@remembered
def settlements() -> tuple[SettlementCard, ...]:
    rows = SettlementCode.objects.values_list("code", "name_th", "name_en", "outcome")
    return tuple(SettlementCard(*row) for row in rows)


@remembered
def all_categories() -> dict[str, CategoryCard]:
    """Every category there ever was, by code, for naming old matters."""
    rows = Category.objects.values_list(
        "code", "name_th", "name_en", "parent_id", "hint_th", "icon", "valid_from", "valid_to", "shareable"
    )
    return {
        code: CategoryCard(code, th, en, parent or "", hint, icon, since, until, shareable)
        for code, th, en, parent, hint, icon, since, until, shareable in rows
    }


def categories(on: date | None = None) -> tuple[CategoryCard, ...]:
    """The categories in force that day (today), in the order a form shows them."""
    on = on or thai.bangkok_date(timezone.now())
    return tuple(card for card in all_categories().values() if card.in_force(on))


def category(code: str) -> CategoryCard:
    """One category by its code, in force or not.

    Raises: Refused("unknown_category").
    """
    card: CategoryCard | None = all_categories().get(code)
    if card is None:
        raise Refused("unknown_category", _("ไม่มีเรื่องประเภทนี้ กรุณาเลือกจากรายการ"), field="category")
    return card


@dataclass(frozen=True, slots=True)
class TermCard(Word):
    """A word of an axis, see `models.Term`."""

    axis: str
    say_th: str
    say_en: str
    basis_th: str
    basis_en: str
    second_person: bool
    can_appeal: bool
    secrecy: str
    valid_from: date
    valid_to: date | None

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    def say(self, language: str) -> str:
        """The sentence a citizen reads."""
        return self.say_th if language.startswith("th") else self.say_en or self.say_th

    def basis(self, language: str) -> str:
        return self.basis_th if language.startswith("th") else self.basis_en or self.basis_th


@remembered
def all_terms(axis: str) -> dict[str, TermCard]:
    """Every word there ever was on an axis, by code, for naming old matters."""
    names = (
        "code", "name_th", "name_en", "axis", "say_th", "say_en", "basis_th", "basis_en", "second_person", "can_appeal",
        "secrecy", "valid_from", "valid_to",
    )  # fmt: skip
    return {row[0]: TermCard(*row) for row in Term.objects.filter(axis=axis).values_list(*names)}


def terms(axis: str, on: date | None = None) -> tuple[TermCard, ...]:
    """The words of an axis in force that day (today), in the order a form shows them."""
    on = on or thai.bangkok_date(timezone.now())
    return tuple(card for card in all_terms(axis).values() if card.in_force(on))


def term(axis: str, code: str) -> TermCard:
    """One word by its code, in force or not.

    Raises: Refused("unknown_term"), on the field that bears the axis's name.
    """
    card: TermCard | None = all_terms(axis).get(code)
    if card is None:
        raise Refused("unknown_term", _("ไม่มีคำนี้ในรายการ กรุณาเลือกจากรายการ"), field=axis)
    return card


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether the thirteen digits are asked for, and why, as she reads it."""

    asks: str = "not_asked"  # not_asked | optional | required
    why_th: str = ""
    why_en: str = ""

    def __bool__(self) -> bool:
        return self.asks != "not_asked"

    @property
    def required(self) -> bool:
        return self.asks == "required"

    def why(self, language: str) -> str:
        return self.why_th if language.startswith("th") else self.why_en


NOT_ASKED = Asked()


@remembered
def _identity_rules() -> tuple[tuple[str, str, date, date | None, Asked], ...]:
    names = ("mission", "category_code", "valid_from", "valid_to", "asks", "why_th", "why_en")
    rows = IdentityRule.objects.order_by("valid_from", "code").values_list(*names)
    return tuple((mission, code, since, until, Asked(*said)) for mission, code, since, until, *said in rows)


def id_asked(mission: str, category: str | None, on: date | None = None) -> Asked:
    """For matters of this kind on that day (today). The most exact category wins, then the mission, then the newest row."""
    on, category = on or thai.bangkok_date(timezone.now()), category or ""
    fitting = [
        ((len(code), bool(service), since), said)
        for service, code, since, until, said in _identity_rules()
        if since <= on and (until is None or on < until)
        and service in ("", mission) and (not code or category == code or category.startswith(code + "."))
    ]  # fmt: skip
    return max(fitting, key=lambda row: row[0])[1] if fitting else NOT_ASKED


def id_ever_asked(on: date | None = None) -> bool:
    """Whether any row in force asks for them at all."""
    on = on or thai.bangkok_date(timezone.now())
    return any(
        said for _m, _c, since, until, said in _identity_rules() if since <= on and (until is None or on < until)
    )


@remembered
def crosswalk(system: str) -> dict[str, tuple[int, str]]:
    """Their type -> (rank, our category); the lowest rank among several types is the most telling one."""
    on = thai.bangkok_date(timezone.now())
    rows = CategoryCrosswalk.objects.filter(_holds(on), system=system)
    return {theirs: (rank, ours) for theirs, rank, ours in rows.values_list("their_type", "rank", "category_id")}


def from_theirs(system: str, types: Iterable[str]) -> str:
    """Our category for another system's types; '' when none is known."""
    known = crosswalk(system)
    return min((known[name] for name in types if name in known), default=(0, ""))[1]


@remembered
def _ours_to_theirs(system: str, axis: str, on: date) -> dict[str, str]:
    rows = AxisCrosswalk.objects.filter(_holds(on), system=system, axis=axis).order_by("valid_from")
    return dict(rows.values_list("ours", "theirs"))


def to_theirs(system: str, axis: str, ours: str, on: date | None = None) -> str:
    """What another system calls our word; a subcategory without a row of its own goes with its group. '' if unknown."""
    known = _ours_to_theirs(system, axis, on or thai.bangkok_date(timezone.now()))
    found: str = known.get(ours) or known.get(ours.split(".")[0], "")
    return found


def axis_from_theirs(system: str, axis: str, types: Iterable[str], on: date | None = None) -> str:
    """Our word of an axis for another system's types, such as the nature behind 'สอบถาม'; '' when none is known."""
    known = {t: o for o, t in _ours_to_theirs(system, axis, on or thai.bangkok_date(timezone.now())).items()}
    return next((known[name] for name in types if name in known), "")


def _holds(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def guess(words: str, *, most: int = 5) -> list[tuple[str, float]]:
    """Likely categories for a text, best first: (code, share of the hits). A suggestion for a person, nothing more."""
    return guessing.guess(thai.index_words(words).split(), _hints(), most=most)


@remembered
def _hints() -> guessing.Hints:
    """Only subcategories are suggested: the group follows from them."""
    return _cut_up(tuple((card.code, card.hint_th) for card in categories() if card.parent_code))


@lru_cache(maxsize=4)
def _cut_up(hints: tuple[tuple[str, str], ...]) -> guessing.Hints:
    """Cutting five hundred hints into words costs some milliseconds: done again only when a row has changed."""
    return guessing.hints_from(
        (code, [thai.index_words(hint.replace("_", " ")).split() for hint in hint_th.split()])
        for code, hint_th in hints
    )
