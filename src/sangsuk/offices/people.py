"""The people whose accounts an administrator keeps, page by page."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.accounts import factors
from sangsuk.accounts import queries as accounts
from sangsuk.accounts.models import Token, User
from sangsuk.common import paging
from sangsuk.common.errors import Missing

from . import appointing, queries
from .actor import Actor
from .models import Membership

SIZE = 40


@dataclass(frozen=True, slots=True)
class Row:
    user: User
    membership: Membership
    office_name: str
    has_factor: bool
    joined: bool


def listed(actor: Actor, language: str, *, q: str = "", cursor: str = "") -> paging.Page[Row]:
    """By name. One query, whatever the number of people."""
    factor = Authenticator.objects.filter(user_id=OuterRef("user_id"), type__in=factors.STRONG)
    found = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=timezone.localdate()))
    found = found.filter(_reached(actor)).annotate(has_factor=Exists(factor)).select_related("user")
    if q:
        found = found.filter(Q(user__name__icontains=q) | Q(user__email__icontains=q) | Q(office_id=q))
    if cursor:
        name, pk = _key(cursor)
        found = found.filter(Q(user__name__gt=name) | Q(user__name=name, pk__gt=pk))
    rows = [_row(one, language) for one in found.order_by("user__name", "pk")[: SIZE + 1]]
    return paging.page(rows, SIZE, lambda row: (row.user.name, row.membership.pk))


def _reached(actor: Actor) -> Q:
    if appointing.is_national(actor) or (actor.role == "admin" and actor.office_level == "ministry"):
        return Q()
    return Q(office_id__in=[card.code for card in queries.known().values() if appointing.reaches(actor, card.code)])


def _row(one: Membership, language: str) -> Row:
    card = queries.known().get(one.office_id)
    name = card.name(language) if card else one.office_id
    has_factor: bool = one.has_factor  # type: ignore[attr-defined]
    return Row(one.user, one, name, has_factor, one.user.has_usable_password())


def _key(cursor: str) -> tuple[str, int]:
    key = paging.decode(cursor)
    if len(key) != 2 or not isinstance(key[0], str) or not isinstance(key[1], int):
        raise Missing("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"))
    return key[0], key[1]


@dataclass(frozen=True, slots=True)
class Person:
    """`places` with what may be done there: the membership, its office's name, the roles to choose from."""

    user: User
    places: list[tuple[Membership, str, list[str]]]
    whole: bool
    factors: list[Authenticator]
    invited_until: datetime | None
    tokens: list[Token]


def person(user_id: int, actor: Actor, language: str) -> Person:
    """Raises Missing for who is not within reach, the same as for who does not exist."""
    user = User.objects.filter(pk=user_id, kind=User.Kind.STAFF).first()
    mine = queries.memberships_of(user) if user else []
    if user is None or not (appointing.is_national(actor) or any(appointing.reaches(actor, m.office_id) for m in mine)):
        raise Missing("no_person", _("ไม่พบคนนี้ หรือไม่ได้อยู่ในความดูแลของท่าน"))
    open_link = user.invitations.filter(used_at=None, ends_at__gt=timezone.now()).order_by("-ends_at").first()
    return Person(
        user=user,
        places=[(m, _row_name(m, language), _offered(m, actor)) for m in mine],
        whole=appointing.may_keep(actor, user.pk, mine),
        factors=list(Authenticator.objects.filter(user=user, type__in=factors.STRONG)),
        invited_until=open_link.ends_at if open_link else None,
        tokens=accounts.tokens(user, now=timezone.now()),
    )


def _row_name(membership: Membership, language: str) -> str:
    card = queries.known().get(membership.office_id)
    return card.name(language) if card else membership.office_id


def _offered(membership: Membership, actor: Actor) -> list[str]:
    card = queries.directory().get(membership.office_id)
    if card is None or not appointing.may_change(actor, membership):
        return []
    return appointing.roles_for(actor, card)
