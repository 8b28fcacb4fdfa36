"""The outbox: what was, or would have been, sent to whom and when."""

from django.db.models import QuerySet

from sangsuk.common.paging import Page, decode_id, page

from .models import Message

TO_OTHERS = "me-too-"
"""Codes that begin so go to others than the one who told the matter; they stand in the outbox only."""


def outbox(office_codes: list[str] | None, *, cursor: str = "", size: int = 30) -> Page[Message]:
    """Newest first; `office_codes` None means every office, but for mediations: those are for their district alone.
    Messages of sealed cases are of no office: they stand on the page of their case only."""
    rows: QuerySet[Message] = Message.objects.order_by("-id")
    if office_codes is not None:
        rows = rows.filter(office_code__in=office_codes)
    if office_codes is None:
        rows = rows.exclude(code__startswith="mediation-").exclude(office_code="")
    if cursor:
        rows = rows.filter(id__lt=decode_id(cursor))
    return page(list(rows[: size + 1]), size, lambda m: (m.id,))


def to_supporter(pk: int) -> "QuerySet[Message]":
    """What was written to one who follows another's case, oldest first."""
    return Message.objects.filter(dedupe_key__startswith=f"supporter:{pk}:").order_by("id")


def about(number: str) -> list[Message]:
    """What the one who told a matter was told of it, oldest first; hundreds who suffer from it too are not among them."""
    return list(Message.objects.filter(about=number).exclude(code__startswith=TO_OTHERS).order_by("id"))
