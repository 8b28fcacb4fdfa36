"""Making, changing and closing the accounts of an office's people. Who may is said in `appointing`; all is written down."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.accounts import actions as accounts
from sangsuk.accounts import deeds, invitations
from sangsuk.accounts.models import User
from sangsuk.common.errors import Missing, NotAllowed, Refused

from . import actions, appointing, queries
from .actor import Actor
from .models import Membership


@dataclass(frozen=True, slots=True)
class Hired:
    """`link` is the token of the invitation, or empty for somebody who has an account already."""

    user: User
    membership: Membership
    link: str


@transaction.atomic
def hire(*, email: str, name: str, office_code: str, role: str, why: str, by: Actor, now: datetime) -> Hired:
    """Somebody new gets an account and a link; somebody known a further place to work. Raises Refused, NotAllowed."""
    email, name = email.strip().lower(), " ".join(name.split())
    check(email=email, name=name, office_code=office_code, role=role, by=by)
    user = User.objects.filter(email=email).first()
    known = user is not None
    if user is None:
        user = User(email=email, name=name)
        user.set_unusable_password()
        user.save()
        deeds.record("made", to=user, by=by, why=_why(why), now=now)
    membership = actions.appoint(user, office_code, role)
    deeds.record("appointed", to=user, by=by, why=_why(why), now=now, office=office_code, role=role)
    return Hired(user, membership, "" if known else invitations.invite(user, by=by, now=now))


def check(*, email: str, name: str, office_code: str, role: str, by: Actor) -> None:
    """All that `hire` would refuse, without doing anything: for a preview. Raises Refused, NotAllowed, Missing."""
    try:
        validate_email(email)
    except ValidationError as trouble:
        raise Refused("bad_email", _("อีเมลนี้ยังไม่ถูกรูปแบบ กรุณาตรวจอีกครั้ง"), "email") from trouble
    if not name:
        raise Refused("needed", _("กรุณากรอกชื่อและนามสกุล"), "name")
    office = queries.directory().get(office_code)
    if office is None or not appointing.reaches(by, office_code):
        raise Refused("unknown_office", _("ไม่พบหน่วยงานรหัสนี้ หรือไม่ได้อยู่ในความดูแลของท่าน"), "office")
    if not appointing.may_give(by, role, office):
        raise Refused("role_not_yours", _("ท่านให้บทบาทนี้ในหน่วยงานนี้ไม่ได้ กรุณาเลือกบทบาทอื่น"), "role")
    user = User.objects.filter(email=email).first()
    if user is None:
        return
    if user.pk == by.user_id:
        raise NotAllowed("not_yourself", _("ท่านเปลี่ยนงานของตนเองไม่ได้ กรุณาให้ผู้ดูแลบัญชีอีกคนทำ"))
    if user.kind != User.Kind.STAFF or not user.is_active:
        raise Refused("account_is_closed", _("อีเมลนี้ใช้ไม่ได้ เพราะบัญชีถูกปิดไว้หรือเป็นของประชาชน"), "email")
    if any(one.office_id == office_code for one in queries.memberships_of(user)):
        raise Refused("works_there_already", _("คนนี้ทำงานในหน่วยงานนี้อยู่แล้ว เปลี่ยนบทบาทได้ที่หน้าของเขา"), "email")


@transaction.atomic
def change_role(membership_id: int, role: str, *, why: str, by: Actor, now: datetime) -> None:
    membership = _mine(membership_id, by)
    office = queries.office(membership.office_id)
    if not appointing.may_give(by, role, office):
        raise Refused("role_not_yours", _("ท่านให้บทบาทนี้ในหน่วยงานนี้ไม่ได้ กรุณาเลือกบทบาทอื่น"), "role")
    reason, before = _why(why), membership.role
    Membership.objects.filter(pk=membership.pk).update(role=role)
    deeds.record(
        "role_changed", to=membership.user, by=by, why=reason, now=now, office=office.code, role=role, before=before
    )


@transaction.atomic
def release(membership_id: int, *, why: str, by: Actor, now: datetime) -> None:
    """From today on she does not work there."""
    membership = _mine(membership_id, by)
    deeds.record(
        "released", to=membership.user, by=by, why=_why(why), now=now, office=membership.office_id, role=membership.role
    )
    actions.release(membership, on=timezone.localdate(now))


def close(user_id: int, *, why: str, by: Actor, now: datetime) -> None:
    _whole(user_id, by, lambda user: accounts.close(user, by=by, why=_why(why), now=now))


def reopen(user_id: int, *, why: str, by: Actor, now: datetime) -> None:
    _whole(user_id, by, lambda user: accounts.reopen(user, by=by, why=_why(why), now=now))


def reset_factors(user_id: int, *, why: str, by: Actor, now: datetime) -> None:
    _whole(user_id, by, lambda user: accounts.reset_factors(user, by=by, why=_why(why), now=now))


def invite_again(user_id: int, *, why: str, by: Actor, now: datetime) -> str:
    """A new link for who lost the old one, or her password. Returns its token."""
    made: list[str] = []
    _whole(user_id, by, lambda user: made.append(invitations.invite(user, by=by, why=_why(why), now=now)))
    return made[0]


def limit_token(
    user_id: int, token_id: int, *, scopes: Collection[str], lasts_days: int, why: str, by: Actor, now: datetime
) -> None:
    """Of a key that she made for a program: for less, or for a shorter time."""

    def limited(user: User) -> None:
        accounts.limit_token(user, token_id, scopes=scopes, lasts_days=lasts_days, by=by, why=_why(why), now=now)

    _whole(user_id, by, limited)


def end_token(user_id: int, token_id: int, *, why: str, by: Actor, now: datetime) -> None:
    def ended(user: User) -> None:
        if not accounts.end_token(user, token_id, by=by, why=_why(why), now=now):
            raise Missing("no_token", _("ไม่พบกุญแจนี้ หรือหมดอายุไปแล้ว"))

    _whole(user_id, by, ended)


def _why(why: str) -> str:
    if len(why.strip()) < 5:
        raise Refused("needed", _("กรุณาบอกเหตุผล เช่น คำสั่งแต่งตั้งเลขที่ใด"), "why")
    return why.strip()


def _mine(membership_id: int, by: Actor) -> Membership:
    """One person's work, as far as it is this administrator's to change. Locked. Raises Missing, NotAllowed."""
    found = Membership.objects.select_for_update(of=("self",)).select_related("user", "office")
    membership = found.filter(pk=membership_id, valid_to=None).first()
    if membership is None or not appointing.reaches(by, membership.office_id):
        raise Missing("no_person", _("ไม่พบคนนี้ หรือไม่ได้อยู่ในความดูแลของท่าน"))
    if not appointing.may_change(by, membership):
        raise _beyond()
    return membership


@transaction.atomic
def _whole(user_id: int, by: Actor, do: Callable[[User], None]) -> None:
    user = User.objects.select_for_update().filter(pk=user_id, kind=User.Kind.STAFF).first()
    places = queries.memberships_of(user) if user else []
    if user is None or not (appointing.is_national(by) or any(appointing.reaches(by, m.office_id) for m in places)):
        raise Missing("no_person", _("ไม่พบคนนี้ หรือไม่ได้อยู่ในความดูแลของท่าน"))
    if not appointing.may_keep(by, user.pk, places):
        raise _beyond()
    do(user)


def _beyond() -> NotAllowed:
    return NotAllowed("beyond_you", _("คนนี้มีงานที่อยู่เหนือหรือนอกความดูแลของท่าน หรือเป็นตัวท่านเอง กรุณาให้ผู้ดูแลบัญชีระดับเหนือขึ้นไปทำ"))
