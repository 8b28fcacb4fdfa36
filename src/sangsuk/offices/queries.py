"""Questions about offices: who is there, who stands above whom, and for whom a person acts."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.accounts.models import Elevation, User
from sangsuk.common.errors import Missing
from sangsuk.common.remember import remembered
from sangsuk.thai.dates import bangkok_date

from . import sources
from .actor import Actor
from .models import Membership, Office

MINISTRY = sources.MINISTRY


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """What other rooms need of an office; small enough to keep all of them in memory."""

    code: str
    kind: str
    level: str
    name_th: str
    name_en: str
    parent_code: str
    province_code: str
    district_code: str
    agency_kind: str
    is_centre: bool

    def name(self, language: str) -> str:
        return self.name_en if language.startswith("en") else self.name_th


@dataclass(frozen=True, slots=True)
class AgencyKind:
    code: str
    name_th: str
    name_en: str
    mandate_th: str
    mandate_en: str


def in_force(on: date) -> Q:
    """The condition that a row with validity dates is valid on that day."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def memberships(on: date) -> QuerySet[Membership]:
    return Membership.objects.filter(in_force(on)).select_related("office")


def actor_for(
    user: User | AnonymousUser, channel: str = "desk", *, office_code: str | None = None, prefer: str = ""
) -> Actor | None:
    """As whom this person acts today; None for someone who works nowhere. One query.

    Who works for several offices acts for the one named, else the one preferred, else the one joined last. Power that
    was switched on for a while counts at the desk only, never for a token.
    """
    if not isinstance(user, User) or not user.is_active or user.kind != User.Kind.STAFF:
        return None
    mine = memberships(timezone.localdate()).filter(user_id=user.pk)
    if office_code is not None:
        mine = mine.filter(office_id=office_code)
    chiefs = Membership.objects.filter(in_force(timezone.localdate()), office=OuterRef("office"), role="chief")
    mine = mine.annotate(has_chief=Exists(chiefs.filter(user__is_active=True)))
    switched_on = Elevation.objects.filter(user_id=OuterRef("user_id"), ended_at=None, ends_at__gt=timezone.now())
    others = Membership.objects.filter(in_force(timezone.localdate()), user_id=OuterRef("user_id"))
    others = others.exclude(pk=OuterRef("pk"))
    mine = mine.annotate(preferred=Q(office_id=prefer), elevated=Exists(switched_on), elsewhere=Exists(others))
    membership = mine.order_by("-preferred", "-valid_from", "-pk").first()
    if membership is None:
        return None
    office = membership.office
    return Actor(
        kind="staff",
        user_id=user.pk,
        name=user.name,
        role=membership.role,
        office_code=office.code,
        office_level=office.level,
        province_code=office.province_code,
        channel=channel,
        leads=_leads(membership.role, membership.has_chief),
        elevated=(
            channel == "desk" and membership.elevated and (membership.role, office.level) == ("operator", "ministry")
        ),
        elsewhere=membership.elsewhere,
    )


def memberships_of(user: User) -> list[Membership]:
    """For whom this person works today, the one joined last first."""
    return list(memberships(timezone.localdate()).filter(user_id=user.pk).order_by("-valid_from", "-pk"))


def directory() -> dict[str, OfficeCard]:
    """Every office in force by its code, kept in memory until an office changes. Read only."""
    return _today().in_force


def known() -> dict[str, OfficeCard]:
    """Every office there is or was, likewise: for naming those of old, and for what an ended office left behind."""
    return _today().known


def tree_version() -> object:
    """Changes whenever an office does: for what others work out from the directory and keep."""
    return _version(), bangkok_date(timezone.now())


@dataclass(frozen=True, slots=True)
class _Directory:
    known: dict[str, OfficeCard]
    in_force: dict[str, OfficeCard]


@remembered
def _remembered_today() -> _Directory:
    return _directory(_version(), timezone.localdate())


def _today() -> _Directory:
    found: _Directory = _remembered_today()
    return found


@remembered
def _version() -> object:
    counted = Office.objects.aggregate(Count("code"), Max("changed_at"))
    return tuple(counted.values())


@lru_cache(maxsize=1)
def _directory(version: object, on: date) -> _Directory:
    rows = list(Office.objects.order_by("code"))
    cards = {row.code: _card(row) for row in rows}
    return _Directory(cards, {row.code: cards[row.code] for row in rows if _works(row, on)})


def _works(row: Office, on: date) -> bool:
    """The same as `in_force`, of a row at hand."""
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or on < row.valid_to)


def _card(office: Office) -> OfficeCard:
    return OfficeCard(
        code=office.code,
        kind=office.kind,
        level=office.level,
        name_th=office.name_th,
        name_en=office.name_en,
        parent_code=office.parent_id or "",
        province_code=office.province_code,
        district_code=office.district_id or "",
        agency_kind=office.agency_kind,
        is_centre=office.is_centre,
    )


def office(code: str) -> OfficeCard:
    """One office in force. Raises: Missing."""
    card = directory().get(code)
    if card is None:
        raise _unknown()
    return card


def _unknown() -> Missing:
    return Missing("unknown_office", _("ไม่พบหน่วยงานรหัสนี้"), "office")


def parent_of(code: str) -> OfficeCard | None:
    """The next one above that is in force."""
    return next(iter(chain(code)[1:]), None)


def chain(code: str) -> list[OfficeCard]:
    """The office, even one that has ended, and those in force above it, up to the ministry. Raises: Missing."""
    cards, card = known(), known().get(code)
    if card is None:
        raise _unknown()
    climbed = [card]
    while (above := cards.get(climbed[-1].parent_code)) is not None and above not in climbed:
        climbed.append(above)
    return [card, *(one for one in climbed[1:] if one.code in directory())]


def is_above(upper: str, lower: str) -> bool:
    """Whether the first stands anywhere above the second; nobody stands above himself."""
    return lower in known() and upper in {card.code for card in chain(lower)[1:]}


def children(code: str, *, kind: str | None = None) -> list[OfficeCard]:
    """The offices directly below, in the order of their codes; of one kind if named."""
    below = _children(_version(), bangkok_date(timezone.now())).get(code, [])
    return [card for card in below if kind is None or card.kind == kind]


@lru_cache(maxsize=1)
def _children(version: object, on: date) -> dict[str, list[OfficeCard]]:
    below: dict[str, list[OfficeCard]] = {}
    for card in _directory(version, on).in_force.values():
        below.setdefault(card.parent_code, []).append(card)
    return below


def agencies_for(province_code: str) -> list[OfficeCard]:
    """The agencies a centre in this province can hand a case to, in the order of the table of kinds."""
    cards = directory()
    codes = [f"{province_code}-{kind.code}" for kind in agency_kinds()]
    first = [cards[code] for code in codes if code in cards]
    return first + [
        card for card in cards.values()
        if card.kind == Office.Kind.AGENCY and card.province_code == province_code and card not in first
    ]  # fmt: skip


@cache
def agency_kinds() -> list[AgencyKind]:
    """What kinds of agency a province has, and what each answers for."""
    return [
        AgencyKind(row["code"], row["short_th"], row["short_en"], row["mandate_th"], row["mandate_en"])
        for row in sources.table("agency_kinds.csv")
    ]


@dataclass(frozen=True, slots=True)
class Colleague:
    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works somewhere. `leads` as an `Actor` does: opens there what comes in under seal."""

    user_id: int
    name: str
    office_code: str
    role: str
    leads: bool

    @property
    def commands(self) -> bool:
        """Whom the others there obey."""
        return self.role in ("chief", "executive")


@remembered
def staff() -> tuple[Staff, ...]:
    """Everybody who works anywhere today. One query, remembered."""
    rows = memberships(timezone.localdate()).filter(user__is_active=True).order_by("pk")
    found = list(rows.values_list("user_id", "user__name", "office_id", "role"))
    led = {office for _who, _name, office, role in found if role == "chief"}
    return tuple(Staff(*one, leads=_leads(one[3], one[2] in led)) for one in found)


def _leads(role: str, has_chief: bool) -> bool:
    """The chief; where there is none, whoever works on cases there."""
    return role == "chief" or (role in ("officer", "agency") and not has_chief)


def colleagues(office_code: str, *, looking: bool = False) -> list[Colleague]:
    """Who may be given a case of this office: its officers and chief, by name; `looking`, who may be given it to read: its
    governor too. One query."""
    roles = ["officer", "chief", *(["executive"] if looking else [])]
    working = memberships(timezone.localdate()).filter(office_id=office_code, role__in=roles)
    names = working.filter(user__is_active=True).order_by("user__name").values_list("user_id", "user__name").distinct()
    return [Colleague(*row) for row in names]
