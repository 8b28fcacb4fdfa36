"""What came from elsewhere and waits: to be matched to an office, or for its author."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.common.paging import Page, decode_id, page
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.offices.queries import OfficeCard
from sangsuk.thai.areas import areas

from ..models import SourceBatch, SourcePost
from ..standing import organises

PAGE = 30


@dataclass(frozen=True)
class Listed:
    """One state of posts, newest first, and how many there are in each."""

    page: Page[SourcePost]
    counts: Mapping[str, int]
    batches: tuple[SourceBatch, ...]


def listing(actor: Actor, state: str, cursor: str = "") -> Listed:
    """Three queries whatever the size. Raises NotAllowed."""
    may(actor)
    seen = SourcePost.objects.visible_to(actor)
    rows = seen.filter(state=state).select_related("campaign", "story")
    if cursor:
        rows = rows.filter(pk__lt=decode_id(cursor))
    found = page(list(rows.order_by("-pk")[: PAGE + 1]), PAGE, lambda post: (post.pk,))
    counts = dict(seen.values_list("state").annotate(n=Count("pk")).order_by())
    return Listed(found, counts, tuple(SourceBatch.objects.order_by("-brought_at", "-id")[:5]))


def one(actor: Actor, pk: int) -> SourcePost:
    """Raises Missing, NotAllowed."""
    may(actor)
    post = SourcePost.objects.visible_to(actor).filter(pk=pk).select_related("campaign", "story", "batch").first()
    if post is None:
        raise Missing("no_post", _("ไม่พบโพสต์นี้"))
    return post


def may(actor: Actor) -> None:
    if not organises(actor):
        raise NotAllowed("not_yours", _("เฉพาะกรมการปกครองและกระทรวงนำเรื่องเล่าจากเพจเข้ามาได้"))


def offices_named(text: str) -> list[OfficeCard]:
    """District offices whose district the text names, in its order; a proposal for the official, never a decision."""
    named = dict.fromkeys(text[begin:end] for sign, begin, end in areas(text) if text[sign] in "อ")
    return [card for name in named for card in _by_district().get(name, ())][:6]


def _by_district() -> dict[str, list[OfficeCard]]:
    found: dict[str, list[OfficeCard]] = {}
    for card in offices.directory().values():
        if card.kind == "district":
            found.setdefault(card.name_th.partition("อำเภอ")[2], []).append(card)
    return found
