"""The reports the ministry expects, by name. Each takes what is asked and gives a table with its finding."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.offices import queries as offices

from .. import folding
from ..figures import Asked, as_of
from ..scopes import BELOW, name_of
from . import crosses, flows, whose
from .shape import Report, Told
from .words import language, mission, month_name, year_name

REPORTS: dict[str, tuple[Any, Callable[[Asked], Report]]] = {
    "new": (_("เรื่องใหม่ตามประเภท"), flows.by_type),
    "backlog": (_("คงค้างตามปีที่รับ"), flows.backlog),
    "monthly": (_("รายเดือน"), flows.monthly),
    "channel": (_("ประเภทและช่องทาง"), crosses.by_channel),
    "top": (_("ห้าอันดับแรก"), crosses.top),
    "mission": (_("ภารกิจ"), crosses.by_mission),
    "nature": (_("ลักษณะเรื่อง"), crosses.by_trait(folding.NATURE)),
    "complainant": (_("ผู้ร้อง"), crosses.by_trait(folding.COMPLAINANT)),
    "identity": (_("การเปิดเผยชื่อ"), crosses.by_trait(folding.IDENTITY)),
    "accused": (_("ผู้ถูกร้อง"), crosses.by_trait(folding.ACCUSED)),
    "policy": (_("นโยบายสำคัญ"), crosses.by_trait(folding.POLICY)),
    "agency": (_("หน่วยงาน"), whose.by_agency),
    "area": (_("พื้นที่"), whose.by_area),
    "centre": (_("ศูนย์ดำรงธรรม"), whose.by_centre),
}
OF_CENTRES = ("agency", "centre")
"""These say nothing of an agency's own tasks."""


def names_for(scope: str) -> list[str]:
    """The reports that mean something for this scope."""
    card = offices.known().get(scope.removeprefix(BELOW))
    agency = card is not None and card.kind in ("agency", "khet")
    return [name for name in REPORTS if not (agency and name in OF_CENTRES)]


def told(name: str, asked: Asked) -> Told:
    """The report, with where, when and how far it is counted. Raises: KeyError for a name that there is not."""
    counted = as_of()
    report = REPORTS[name][1](asked)
    period = year_name(asked.year)
    if asked.month and name != "monthly":
        period = month_name(asked.month)
    if asked.mission and name != "mission":
        period = f"{period} · {mission(asked.mission)}"
    return Told(report, office_words(asked.scope), period, counted.at, counted.complete)


def office_words(scope: str) -> str:
    """'ศูนย์ดำรงธรรมจังหวัดเชียงใหม่ และทุกศูนย์ในสังกัด'"""
    from django.utils.translation import gettext

    name, below = name_of(scope, language())
    return gettext("%(office)s และทุกศูนย์ในพื้นที่") % {"office": name} if below else name
