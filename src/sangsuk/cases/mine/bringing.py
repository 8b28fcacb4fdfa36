"""A headman brings matters of her village, or of somebody of it who agreed, and sees those she brought.

What she sees: the cases that she brought herself while she holds the post, and one number for her village. What she never
sees: who others are, what is sealed, what accuses an official, or herself. Such a case is in no list and in no number of
hers, so that none of them moves when it comes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices import posts
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import VillagePost

from .. import behalf, drafts
from ..intake import Submitted
from ..models import Case, CaseQuerySet, KeptCase
from . import keeping

CHANNEL = "headman"
FEW = 3
"""Below this no number is told: in a village one more or less is somebody."""
ACCUSED = ("official", "agency")


def post_of(user_id: int, post_id: int, *, now: datetime | None = None) -> VillagePost:
    """Her post of that number, as long as she holds it. Raises Missing."""
    on = thai.bangkok_date(now or timezone.now())
    found = next((post for post in posts.held(user_id, on=on) if post.pk == post_id), None)
    if found is None:
        raise Missing("no_post", _("ไม่พบตำแหน่งนี้ หรือพ้นวาระแล้ว"))
    return found


def shown(cases: CaseQuerySet, post: VillagePost) -> CaseQuerySet:
    """The one rule of what a headman may know of: her own village or sub-district, nothing sealed, nothing that accuses
    an office, an official or anybody of them."""
    area = post.area_code
    place = Q(village_id=area) if len(area) == 8 else Q(subdistrict_id=area)
    accuses = Q(accused_type__in=ACCUSED) | Q(category__code__startswith="official")
    return cases.unsealed().filter(place, district_id=area[:4]).exclude(accuses)


def brought(post: VillagePost) -> list[Case]:
    """What she brought and may still know of, newest first."""
    assert post.user_id is not None
    ids = [case.pk for case in keeping.cases(post.user_id, kind=KeptCase.Kind.BROUGHT)]
    rows = shown(Case.objects.select_related(*keeping.RELATED), post).filter(pk__in=ids)
    return list(rows.order_by("-submitted_at", "-pk"))


def open_here(post: VillagePost) -> int | None:
    """How many matters of her village are open; None where they are so few that a number would name somebody. A matter
    whose words name a headman or a kamnan may be about her, so it is not among them."""
    about_her = Q(description__contains="ผู้ใหญ่บ้าน") | Q(description__contains="กำนัน")
    found = shown(Case.objects.published().open(), post).exclude(about_her).count()
    return found if found >= FEW else None


def as_headman(post: VillagePost, *, for_: str, consent: str = "") -> Actor:
    """Who tells: the post's holder, for the village or for somebody of it. Raises Refused."""
    if for_ not in behalf.FOR:
        raise Refused("bad_choice", _("กรุณาเลือกว่าแจ้งแทนหมู่บ้าน หรือแทนลูกบ้าน"), "for_")
    if for_ == "villager" and consent not in behalf.CONSENTS:
        raise Refused("needed", _("กรุณาบอกว่าลูกบ้านยินยอมอย่างไร ถ้ายังไม่ยินยอม ยังแจ้งแทนไม่ได้"), "consent")
    said = {"as": post.post, "area": post.area_code, "for": for_} | ({"consent": consent} if for_ == "villager" else {})
    return Actor("citizen", post.user_id, "", "citizen", "", "", "", CHANNEL, on_behalf=said)


def start(post: VillagePost) -> drafts.Telling:
    """A new matter, already in the right place."""
    area = post.area_code
    place: dict[str, Any] = {"district": area[:4], "subdistrict": area[:6]} | (
        {"village": area} if len(area) == 8 else {}
    )
    return drafts.start(post=post.pk, **place)


def send(post: VillagePost, telling: drafts.Telling, given: Mapping[str, Any]) -> Submitted:
    """Off it goes, recorded as what it is. Raises Refused."""
    assert post.user_id is not None
    by = as_headman(post, for_=str(given.get("for_", "")), consent=str(given.get("consent", "")))
    told = {name: value for name, value in given.items() if name not in ("for_", "consent")}
    drafts.save(telling.token, **told)
    sent = drafts.send(telling.token, channel=CHANNEL, by=by)
    keeping.keep(post.user_id, sent.case, kind=KeptCase.Kind.BROUGHT)
    return sent
