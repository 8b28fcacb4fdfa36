""" "Mine too": before a new matter is sent, she is shown open ones like hers, and may say that she suffers from the same.

Only what everybody around suffers from is shown (categories marked `shareable`): the kind of trouble, the day, and in
words without names what it is about, once an official has had it in hand. Nothing of who told it, nor where exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.catalog import queries as catalog
from sangsuk.common import ids, throttle
from sangsuk.common.errors import Missing, Refused, TooMany
from sangsuk.common.sealed import row_of
from sangsuk.common.sealing import seal
from sangsuk.thai import likeness as sketching

from .. import checking, story, workflow
from ..effects.joined import tree
from ..models import Case, Supporter
from .likeness import CANDIDATES, RECENT, sketch_of, sketches

MOST_OFFERS = 3
PRESSES, WINDOW = 10, timedelta(hours=1)
CLOSED_NATURES = ("accusation", "tip_off")
ALIKE, ALIKE_OF_A_KIND = 0.25, 0.10


@dataclass(frozen=True)
class Offer:
    """An open matter as a stranger may see it. `id` opens nothing; it only says which one was chosen."""

    id: int
    category: str
    told_on: date
    gist: str
    others: int


@dataclass(frozen=True)
class Receipt:
    """What she takes with her who pressed: a number of her own and its key."""

    number: str
    key: str
    supporter: Supporter


def offers(fields: Mapping[str, Any], *, now: datetime | None = None) -> list[Offer]:
    """Open matters in the same sub-district that may be hers too; most often none. Three queries, or none at all."""
    now = now or timezone.now()
    found = _alike(fields, now)
    others = counts([case.pk for case in found])
    return [
        Offer(case.pk, story.category_name(case.category_id or ""), thai.bangkok_date(case.submitted_at),
              case.gist if case.status != workflow.RECEIVED else "", others.get(case.pk, 0))
        for case in found
    ]  # fmt: skip


def _alike(fields: Mapping[str, Any], now: datetime) -> list[Case]:
    subdistrict, text = str(fields.get("subdistrict") or ""), str(fields.get("description") or "")
    kind = str(fields.get("category") or "")
    shareable = {card.code for card in catalog.categories() if card.shareable}
    groups = {code.partition(".")[0] for code in shareable}
    if not subdistrict or not _may_look(kind, text, shareable, groups):
        return []
    rows = Case.objects.open().unsealed().filter(
        district=subdistrict[:4], subdistrict=subdistrict, category__in=shareable | groups,
        accused_type__in=("", "none"), submitted_at__gte=now - RECENT,
    ).exclude(nature__in=CLOSED_NATURES).exclude(service_class="anonymous_letter")  # fmt: skip
    shown = ("category", "gist", "status", "submitted_at", "description")
    candidates = list(rows.only(*shown).order_by("-id")[:CANDIDATES])
    own, marks = sketch_of(text), sketches(candidates)
    scored = [(sketching.alike(own, marks[case.pk]), case) for case in candidates]
    good = [(share, case) for share, case in scored if share >= _least(kind, case.category_id or "")]
    best = sorted(good, key=lambda found: (-found[0], -found[1].pk))[: MOST_OFFERS * 3]
    return [case for _share, case in best if _is_shared(case, shareable)][:MOST_OFFERS]


def _least(kind: str, other: str) -> float:
    """How alike the words must be: less so when both were said to be of one kind."""
    same = (
        kind
        and kind.partition(".")[0] == other.partition(".")[0]
        and "" in (kind.partition(".")[2], other.partition(".")[2])
    )
    return ALIKE_OF_A_KIND if same or (kind and kind == other) else ALIKE


def _may_look(kind: str, text: str, shareable: set[str], groups: set[str]) -> bool:
    """Not when she says, or her words do, that it is something private."""
    if kind in groups or not kind:
        guessed = [code for code, _share in catalog.guess(text, most=1)]
        return bool(kind) if not guessed else guessed[0] in shareable
    return kind in shareable


def _is_shared(case: Case, shareable: set[str]) -> bool:
    """A case that has only its group yet is shared when its words are of a shareable kind in that group."""
    if case.category_id in shareable:
        return True
    guessed = [code for code, _share in catalog.guess(case.description, most=1)]
    return bool(guessed) and guessed[0] in shareable and guessed[0].startswith(f"{case.category_id}.")


@transaction.atomic
def support(
    token: UUID, case_id: int, fields: Mapping[str, Any], *, phone: str = "", email: str = "", caller: str,
    language: str = "th", notice: str = "", now: datetime | None = None,
) -> Receipt:  # fmt: skip
    """She suffers from it too. Pressed again it is the same; only a matter that was just offered can be chosen.

    Raises: Refused (a contact that cannot be, a matter not on offer), TooMany.
    """
    now = now or timezone.now()
    if before := supported(token):
        return before
    phone, email = checking.phone(phone), checking.email(email)
    _slow_down(caller, now)
    if case_id not in {case.pk for case in _alike(fields, now)}:
        raise Refused("not_offered", _("เรื่องนี้ปิดไปแล้วหรือเปลี่ยนไป กรุณาส่งเป็นเรื่องใหม่"), "case")
    list(Case.objects.select_for_update(no_key=True).filter(pk=case_id).values_list("pk"))
    top = Supporter.objects.filter(case=case_id).aggregate(top=Max("no"))["top"] or 0
    row = Supporter.objects.create(
        case_id=case_id, no=top + 1, token=token, key_digest=ids.key_digest(ids.secret_key(token)), at=now,
        language=language, notice=notice, **_sealed(case_id, top + 1, phone, email),
    )  # fmt: skip
    return _receipt(row)


def reachable(receipt: Receipt, *, phone: str, email: str) -> None:
    """Where she wants to be told of the end. Raises Refused with the field."""
    phone, email = checking.phone(phone), checking.email(email)
    if not (phone or email):
        raise Refused("needed", _("กรุณากรอกเบอร์โทรศัพท์หรืออีเมลอย่างใดอย่างหนึ่ง"), "phone")
    hers = receipt.supporter
    Supporter.objects.filter(pk=hers.pk, forgotten_at=None).update(**_sealed(hers.case_id, hers.no, phone, email))


def _sealed(case_id: int, no: int, phone: str, email: str) -> dict[str, bytes]:
    row = row_of(case_id, no)
    return {
        "phone": seal(phone, label="supporter.phone", row=row),
        "email": seal(email, label="supporter.email", row=row),
    }


def _slow_down(caller: str, now: datetime) -> None:
    name = throttle.name_of("me-too", caller)
    try:
        throttle.check(name, most=PRESSES, now=now)
    except TooMany as slow:
        text = _("มีผู้กดจากเครือข่ายนี้หลายครั้งแล้ว กรุณารอสักครู่ หรือส่งเป็นเรื่องใหม่ได้เลย")
        raise TooMany("too_many", text, slow.retry_after) from slow
    throttle.failed(name, window=WINDOW, now=now)


def supported(token: UUID) -> Receipt | None:
    """The receipt of this draft, once "mine too" was pressed. Ask only with a token that `drafts.get` gave."""
    row = Supporter.objects.filter(token=token).select_related("case").first()
    return _receipt(row) if row else None


def _receipt(row: Supporter) -> Receipt:
    assert row.token is not None
    return Receipt(number_of(row), ids.secret_key(row.token), row)


def number_of(row: Supporter) -> str:
    """The number of the case, and hers among those who support it: 5001-70-000123-7."""
    return f"{row.case.number}-{row.no}"


def opened(number: str, key: str) -> Supporter:
    """The supporter that this number and this key open together. Raises Missing; the caller slows guessing down."""
    case_number, _dash, no = number.replace("\x00", "").strip().upper().rpartition("-")
    rows = Supporter.objects.select_related("case").filter(case__number=case_number, token__isnull=False)
    row = rows.filter(no=int(no)).first() if no.isascii() and no.isdigit() and len(no) < 8 else None
    if not ids.same_key(key, row.key_digest if row else b"\x00" * 32) or row is None:
        raise Missing("no_case", _("ไม่พบเรื่องที่ตรงกับเลขที่และรหัสนี้ กรุณาตรวจอีกครั้ง รหัสมี 16 ตัว อยู่ในใบรับเรื่องของท่าน"))
    return row


_COUNTS = """
with recursive one as (
    select id as top, id from unnest(%s::bigint[]) as id
    union select one.top, c.id from cases_case c join one on c.merged_into_id = one.id)
select one.top, count(distinct one.id) - 1 + count(s.id) from one left join cases_supporter s on s.case_id = one.id and s.left_at is null
group by one.top
"""


def counts(case_ids: Iterable[int]) -> dict[int, int]:
    """How many others suffer from each: who pressed, who stands on a list, who told it themselves and was merged."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [list(case_ids)])
        return {case_id: count for case_id, count in cursor.fetchall() if count}


def count(case: Case) -> int:
    return counts([case.pk]).get(case.pk, 0)


def everybody(case: Case) -> list[int]:
    """The ids of the cases whose supporters are this case's."""
    return tree(case.pk)
