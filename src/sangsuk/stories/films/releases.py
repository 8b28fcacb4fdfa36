"""The people in a film: what each allows in writing, and how she takes it back by herself."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.files import accept
from sangsuk.common import ids
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor

from ..models import Film
from ..models.films import FilmPerson
from . import actions, recording, words
from .actions import locked, may

KEY_LENGTH = 16
HER = Actor.citizen("web")


@dataclass(frozen=True)
class Added:
    """`key` is told once, printed on her release; with it she finds it again."""

    person: FilmPerson
    key: str


@transaction.atomic
def add(
    film: Film,
    *,
    by: Actor,
    part: str,
    name: str,
    is_minor: bool = False,
    guardian: str = "",
    now: datetime | None = None,
) -> Added:
    """Somebody who will be seen or heard. Of a minor, who signs for her too. Raises Refused, NotAllowed."""
    may(by)
    if len(part.strip()) < 2 or len(name.strip()) < 2:
        raise Refused("needed", _("กรุณากรอกให้ครบ"), "part" if len(part.strip()) < 2 else "name")
    if is_minor and len(guardian.strip()) < 2:
        raise Refused("needed", _("ผู้เยาว์ต้องมีผู้ปกครองลงชื่อด้วย กรุณากรอกชื่อผู้ปกครอง"), "guardian")
    now, film = now or timezone.now(), locked(film, None)
    key = "".join(secrets.choice(ids.KEY_LETTERS) for _each in range(KEY_LENGTH))
    digest = ids.key_digest(key)
    no = (film.people.aggregate(no=Max("no"))["no"] or 0) + 1
    person = FilmPerson.objects.create(
        film=film, no=no, part=part.strip(), is_minor=is_minor, key_digest=digest,
        name=seal(name.strip(), label="film_person.name", row=row_of(digest)),
        guardian=seal(guardian.strip(), label="film_person.guardian", row=row_of(digest)),
    )  # fmt: skip
    recording.advance(film, "person", {}, by=by, data={"person": no}, now=now)
    return Added(person, "-".join(key[at : at + 4] for at in range(0, KEY_LENGTH, 4)))


@transaction.atomic
def sign(
    person: FilmPerson,
    paper: "File[Any]",
    *,
    by: Actor,
    uses: Sequence[str],
    signed_on: date,
    now: datetime | None = None,
) -> FilmPerson:
    """Her signed release, as a photograph or PDF, and which uses it allows. Raises Refused."""
    may(by)
    if not uses or set(uses) - set(words.RELEASE_USES):
        raise Refused("needed", _("กรุณาเลือกอย่างน้อยหนึ่งการใช้งานที่ผู้นั้นอนุญาต"), "uses")
    now = now or timezone.now()
    if signed_on > timezone.localdate(now):
        raise Refused("bad_date", _("วันที่ลงชื่อยังมาไม่ถึง กรุณาตรวจอีกครั้ง"), "signed_on")
    try:
        kept = accept(paper, papers=True)
    except Refused as refused:
        raise Refused(refused.code, refused.message, "paper") from refused
    film = locked(person.film, None)
    changed = FilmPerson.objects.filter(pk=person.pk, release=words.PENDING).update(
        release=words.SIGNED, uses=sorted(uses), signed_on=signed_on, paper_sha256=kept.sha256, paper_kind=kept.kind
    )
    if not changed:
        raise NotAllowed("not_now", _("คำอนุญาตนี้ลงชื่อหรือถอนไปแล้ว"))
    recording.advance(film, "sign", {}, by=by, data={"person": person.no, "uses": sorted(uses)}, now=now)
    return FilmPerson.objects.get(pk=person.pk)


@transaction.atomic
def leave_out(person: FilmPerson, *, by: Actor, now: datetime | None = None) -> None:
    """She is in the film no more: while it is being edited, and before it may be shown again."""
    may(by)
    now, film = now or timezone.now(), locked(person.film, None)
    if film.state in words.FIXED:
        raise NotAllowed("not_now", _("ตัดผู้ปรากฏออกได้ในขั้นตัดต่อเท่านั้น"))
    FilmPerson.objects.filter(pk=person.pk, left_out_at=None).update(left_out_at=now)
    recording.advance(film, "leave_out", {}, by=by, data={"person": person.no}, now=now)


def mine(key: str) -> FilmPerson:
    """Her release by the key on it. Raises Missing; the face counts wrong ones."""
    person = FilmPerson.objects.filter(key_digest=ids.key_digest(key)).select_related("film__story").first()
    if person is None:
        raise Missing("no_release", _("ไม่พบหนังสืออนุญาตที่ตรงกับรหัสนี้ กรุณาตรวจอีกครั้ง"))
    return person


@transaction.atomic
def withdraw(person: FilmPerson, *, by: Actor = HER, now: datetime | None = None) -> FilmPerson:
    """She takes it back: whatever shows her stops now, everywhere, and stays stopped until it is a film without her."""
    if by.kind != "citizen":
        may(by)
    now, film = now or timezone.now(), locked(person.film, None)
    changed = FilmPerson.objects.filter(pk=person.pk).exclude(release=words.WITHDRAWN)
    if person.release == words.PENDING:
        raise NotAllowed("not_now", _("ยังไม่ได้ลงชื่ออนุญาต จึงไม่มีอะไรให้ถอน"))
    if changed.update(release=words.WITHDRAWN, withdrawn_at=now):
        recording.advance(film, "withdraw_release", {}, by=by, data={"person": person.no}, now=now)
        if person.left_out_at is None and film.state != words.STOPPED:
            why = str(_("ผู้ปรากฏในภาพยนตร์ถอนคำอนุญาต"))
            actions.move(film, "stop", by=Actor.system(), data={"why": why}, now=now)
    return FilmPerson.objects.get(pk=person.pk)


def name_of(person: FilmPerson) -> str:
    """For the department that made the release, and for herself."""
    return unseal_field(person, "name")


def guardian_of(person: FilmPerson) -> str:
    return unseal_field(person, "guardian")
