"""Who has not been trained: counts by group, region and province; names for those who may see the people of that office."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sangsuk.common import cells, paging
from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Membership
from sangsuk.places import queries as places
from sangsuk.places import regions
from sangsuk.thai import bangkok_date

from ..models import TrainingSeat
from . import rules, words

SIZE = 50


@dataclass(frozen=True)
class Asked:
    """Each empty for any. `subject`: trained in that; `flagship`: trained for that project."""

    group: str = ""
    region: str = ""
    province: str = ""
    subject: str = ""
    flagship: str = ""


@dataclass(frozen=True)
class Line:
    """Of so many people of one kind or place so many were trained."""

    code: str
    label: str
    many: int
    trained: int

    @property
    def untrained(self) -> int:
        return self.many - self.trained


@dataclass(frozen=True)
class Coverage:
    whole: Line
    groups: tuple[Line, ...]
    regions: tuple[Line, ...]
    provinces: tuple[Line, ...]


def _people(asked: Asked, now: datetime) -> "QuerySet[Membership]":
    """Everybody in force who is of one of the groups asked for, marked whether she was trained."""
    today = bangkok_date(now)
    groups = [g for g in rules.groups(today).values() if asked.group in ("", g.code)]
    provinces = rules.provinces_of([asked.region] if asked.region else [], [asked.province] if asked.province else [])
    anyone = Q(pk__in=[])
    for group in groups:
        if not provinces or group.local:
            anyone |= rules.within(group, provinces)
    seats = TrainingSeat.objects.filter(
        user=OuterRef("user"), trained=True, status=words.REGISTERED, event__status__in=words.TOOK_PLACE
    )
    if asked.subject:
        seats = seats.filter(event__subjects__contains=[asked.subject])
    if asked.flagship:
        seats = seats.filter(event__flagship=asked.flagship)
    rows = offices.memberships(today).filter(anyone, user__is_active=True)
    return rows.annotate(trained=Exists(seats))


def counted(asked: Asked, *, language: str, now: datetime) -> Coverage:
    """One query, whatever the number of people."""
    groups = [g for g in rules.groups(bangkok_date(now)).values() if asked.group in ("", g.code)]
    rows = (
        _people(asked, now).values("role", "office__kind", "office__province_code")
        .annotate(many=Count("pk"), done=Count("pk", filter=Q(trained=True))).order_by()
    )  # fmt: skip
    by: dict[tuple[str, str], tuple[int, int]] = {}

    def add(kind: str, code: str, many: int, done: int) -> None:
        had = by.get((kind, code), (0, 0))
        by[kind, code] = (had[0] + many, had[1] + done)

    for row in rows:
        many, done, province = row["many"], row["done"], row["office__province_code"]
        group = next(g for g in groups if row["role"] in g.roles and row["office__kind"] in g.kinds)
        add("group", group.code, many, done)
        add("whole", "", many, done)
        add("region", regions.region_of(province) if province else "", many, done)
        add("province", province, many, done)
    central = _("ส่วนกลาง")
    names = {p.code: p.title(language) for p in places.provinces()} | {"": central}
    areas = {"": central} | {code: str(name) for code, name in regions.NAMES.items()}

    def lines(kind: str, labels: Iterable[tuple[str, str]]) -> tuple[Line, ...]:
        return tuple(Line(code, label, *by[kind, code]) for code, label in labels if (kind, code) in by)

    whole = Line("", _("ทั้งหมด"), *by.get(("whole", ""), (0, 0)))
    return Coverage(
        whole, lines("group", [(g.code, g.name(language)) for g in groups]), lines("region", areas.items()),
        lines("province", sorted(names.items())),
    )  # fmt: skip


@dataclass(frozen=True)
class Person:
    name: str
    office: str
    group: str
    pk: int


def untrained(asked: Asked, actor: Actor, *, language: str, now: datetime, cursor: str = "") -> paging.Page[Person]:
    """By name, those whom this actor may see. One query."""
    found = _visible(asked, actor, now)
    if cursor:
        name, pk = _key(cursor)
        found = found.filter(Q(user__name__gt=name) | Q(user__name=name, pk__gt=pk))
    rows = [_person(row, now, language) for row in found[: SIZE + 1]]
    return paging.page(rows, SIZE, lambda one: (one.name, one.pk))


def _visible(asked: Asked, actor: Actor, now: datetime) -> "QuerySet[Membership]":
    rows = _people(asked, now).filter(words.people_of(actor, "office__province_code"), Q(trained=False))
    return rows.select_related("user", "office").order_by("user__name", "pk")


def _person(row: Membership, now: datetime, language: str) -> Person:
    groups = rules.groups(bangkok_date(now)).values()
    group = next(g for g in groups if row.role in g.roles and row.office.kind in g.kinds)
    office = row.office.name_en if language.startswith("en") else row.office.name_th
    return Person(row.user.name, office, group.name(language), row.pk)


def _key(cursor: str) -> tuple[str, int]:
    key = paging.decode(cursor)
    if len(key) != 2 or not isinstance(key[0], str) or not isinstance(key[1], int) or isinstance(key[1], bool):
        raise Missing("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"))
    return key[0], key[1]


def names_sheet(asked: Asked, actor: Actor, *, language: str, now: datetime) -> Iterator[str]:
    """Everybody whom the pages would show, line by line."""
    heads = [_("ชื่อ"), _("หน่วยงาน"), _("กลุ่มเป้าหมาย")]
    rows = _visible(asked, actor, now).iterator(chunk_size=500)
    people = (_person(row, now, language) for row in rows)
    return cells.csv_lines(_with(heads, ([one.name, one.office, one.group] for one in people)))


def counts_sheet(asked: Asked, *, language: str, now: datetime) -> Iterator[str]:
    """By group and province, the smallest cells that the page adds up."""
    heads = [_("กลุ่มเป้าหมาย"), _("จังหวัด"), _("ทั้งหมด (คน)"), _("อบรมแล้ว (คน)"), _("ยังไม่ได้อบรม (คน)")]
    today = bangkok_date(now)
    codes = [asked.group] if asked.group else list(rules.groups(today))
    lines = (
        [rules.group_called(code, language), line.label, line.many, line.trained, line.untrained]
        for code in codes
        for line in counted(replace(asked, group=code), language=language, now=now).provinces
    )
    return cells.csv_lines(_with(heads, lines))


def _with(heads: list[str], rows: Iterable[list[object]] | Iterable[list[str]]) -> Iterator[list[object]]:
    yield list(heads)
    for row in rows:
        yield list(row)
