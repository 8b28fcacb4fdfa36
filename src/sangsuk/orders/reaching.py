"""Which offices and people an order is for. Everything below its writer, narrowed by level, area and role."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.offices.queries import OfficeCard
from sangsuk.places import queries as places
from sangsuk.places import regions

from . import words
from .models import Order, Reading

LEVEL_OF = {"province": words.PROVINCE, "district": words.DISTRICT}
"""By kind of office. The khet of Bangkok and the agencies stand under others and get no orders here."""
DISTRICT_DIGITS = 4


def below(office_code: str) -> list[OfficeCard]:
    """Every office that this one may write to, by code."""
    card = offices.office(office_code)
    found = (one for one in offices.directory().values() if one.kind in LEVEL_OF)
    if card.kind == "province":
        return [one for one in found if one.kind == "district" and one.parent_code == office_code]
    return list(found)


def levels_below(office_code: str) -> list[str]:
    return [words.DISTRICT] if offices.office(office_code).kind == "province" else [*words.LEVELS]


def offices_for(office_code: str, levels: Collection[str], areas: Collection[str]) -> list[OfficeCard]:
    """`areas` empty: everywhere."""
    return [one for one in below(office_code) if LEVEL_OF[one.kind] in levels and _lies_in(one, areas)]


def _lies_in(card: OfficeCard, areas: Collection[str]) -> bool:
    if not areas:
        return True
    return (
        card.province_code in areas
        or (bool(card.district_code) and card.district_code in areas)
        or regions.region_of(card.province_code) in areas
    )


def is_area(code: str, office_code: str) -> bool:
    """A region, a province or a district that holds somebody this office may write to."""
    return bool(offices_for(office_code, list(words.LEVELS), [code]))


def area_name(code: str, language: str) -> str:
    if code in regions.NAMES:
        return str(regions.NAMES[code])
    try:
        return places.title(code, language)
    except Missing:
        return code


def kinds_of(levels: Collection[str]) -> str:
    if {*levels} == {words.PROVINCE, words.DISTRICT}:
        return _("จังหวัดและอำเภอ")
    return str(words.LEVELS[next(iter(levels))]) if levels else ""


def summary(order: Order, language: str) -> str:
    """To whom, in words: "จังหวัดและอำเภอทั่วประเทศ", "อำเภอในจังหวัดเชียงใหม่, ภาคใต้"; districts by name."""
    kinds = kinds_of(order.levels)
    if not kinds:
        return _("ยังไม่ได้เลือกผู้รับ")
    if order.areas:
        names = ", ".join(area_name(code, language) for code in order.areas)
        if all(len(code) == DISTRICT_DIGITS and code.isdigit() for code in order.areas):
            return names
        return _("%(kinds)sใน%(areas)s") % {"kinds": kinds, "areas": names}
    card = offices.known().get(order.office_id)
    if card is not None and card.kind == "province":
        return _("ทุกอำเภอใน%(area)s") % {"area": area_name(card.province_code, language)}
    return _("%(kinds)sทั่วประเทศ") % {"kinds": kinds}


# In plain SQL: whoever works in one of nine hundred offices and is no reader yet becomes one, in one statement.
_ENROL = """
insert into orders_reading (order_id, office_id, user_id, role, since)
select r.order_id, m.office_id, m.user_id, m.role, %(now)s
from orders_receipt r
join orders_order o on o.id = r.order_id
join offices_membership m on m.office_id = r.office_id
join accounts_user u on u.id = m.user_id and u.is_active
where o.status = 'issued' and (o.ends_on is null or o.ends_on >= %(today)s) and (%(order)s::bigint is null or o.id = %(order)s)
  and (m.valid_from is null or m.valid_from <= %(today)s) and (m.valid_to is null or m.valid_to > %(today)s)
  and (m.role = 'chief' or m.role = any(o.roles) or (m.role = 'officer' and not exists (
      select 1 from offices_membership c join accounts_user cu on cu.id = c.user_id and cu.is_active
      where c.office_id = m.office_id and c.role = 'chief'
        and (c.valid_from is null or c.valid_from <= %(today)s) and (c.valid_to is null or c.valid_to > %(today)s))))
on conflict do nothing
"""
_LEFT = """
update orders_reading r set left_at = %(now)s
where r.left_at is null and not exists (
    select 1 from offices_membership m join accounts_user u on u.id = m.user_id and u.is_active
    where m.user_id = r.user_id and m.office_id = r.office_id
      and (m.valid_from is null or m.valid_from <= %(today)s) and (m.valid_to is null or m.valid_to > %(today)s))
"""


def enrol(now: datetime, today: date, *, order: Order | None = None) -> int:
    """Who works where an order is in force must read it: at its issue, and whoever joins later. Returns how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(_ENROL, {"now": now, "today": today, "order": order.pk if order else None})
        return int(cursor.rowcount)


def release_leavers(now: datetime, today: date) -> int:
    """Who has left an office does not owe its reading any more."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, {"now": now, "today": today})
        return int(cursor.rowcount)


def still_here(order: Order, office_codes: Iterable[str]) -> list[Reading]:
    return list(Reading.objects.filter(order=order, office__in=list(office_codes), left_at=None).order_by("pk"))
