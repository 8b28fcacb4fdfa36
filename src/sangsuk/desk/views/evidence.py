"""The files of a case as evidence: the fingerprint of each, who received and opened it, whether it is still the same."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sangsuk.cases import custody, queries, story
from sangsuk.cases.models import Attachment, Custody

from ..doors import DeskRequest, desk, page

DEEDS = {
    custody.RECEIVED: gettext_lazy("รับไฟล์ไว้"), custody.OPENED: pgettext_lazy("evidence", "เปิดดู"),
    custody.VERIFIED: gettext_lazy("ตรวจแล้ว ไฟล์ยังเหมือนเดิม"), custody.DAMAGED: gettext_lazy("ตรวจแล้ว ไฟล์ไม่เหมือนเดิม"),
}  # fmt: skip


@dataclass(frozen=True)
class Link:
    at: datetime
    deed: str
    what: str
    who: str


@dataclass(frozen=True)
class Shown:
    """A file with its chain, oldest first. `damaged`: the last time it was checked, its bytes were others."""

    file: Attachment
    links: list[Link]
    damaged: bool


@desk
@require_safe
def evidence(request: DeskRequest, number: str) -> HttpResponse:
    """Only the files that this reader sees in the story; an agency those of its own lines."""
    found = queries.desk_case(number, request.actor)
    chains = custody.chains(found.files)
    shown = [_shown(file, chains.get(file.pk, [])) for file in found.files]
    return page(request, "desk/evidence.html", {"case": found.case, "shown": shown}, here="queue")


@desk
@require_POST
def verify(request: DeskRequest, number: str, file_id: int) -> HttpResponse:
    file = queries.file_of(number, request.actor, file_id)
    if custody.verify(file, by=request.actor, now=timezone.now()):
        messages.success(request, _("ไฟล์ “%(name)s” ยังเหมือนวันที่รับไว้ทุกประการ") % {"name": file.name})
    answer = redirect("desk:evidence", number=number)
    answer["Location"] += f"#file-{file.pk}"
    return answer


def _shown(file: Attachment, chain: list[Custody]) -> Shown:
    links = [Link(one.at, one.deed, str(DEEDS[one.deed]), _who(one)) for one in chain]
    checks = [one.deed for one in chain if one.deed in (custody.VERIFIED, custody.DAMAGED)]
    return Shown(file, links, bool(checks) and checks[-1] == custody.DAMAGED)


def _who(link: Custody) -> str:
    """An official by name and office; whoever came without an account is the complainant, or answered through a link."""
    office = story.office_name(link.office_code)
    if link.who and office:
        return f"{link.who} ({office})"
    return link.who or office or _("ผู้ร้อง")
