"""What a press release must say, and whom it may name: officials whom the office marks on purpose, and nobody else."""

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import Refused
from sangsuk.offices.models import Office

from ..models import News

TEXT = ("title", "lead", "body", "event_on", "tags", "named", "publish_at")
MOST = {"title": 200, "lead": 600, "body": 30_000}
LABELS = {"title": _("หัวข้อข่าว"), "lead": _("ความนำ"), "body": _("เนื้อข่าว")}
LEAST = {"title": 10, "lead": 20, "body": 40}
MOST_TAGS, MOST_NAMED = 10, 20
_TAG = re.compile(r"f\d{4}_\d{2}|#?[^\s#,]{2,60}")
_TITLE = re.compile(
    r"^(?:นาย|นาง(?:สาว)?|น\.ส\.|ดร\.|ว่าที่\s*ร\.ต\.|พล\.?[ก-ฮ]\.?[ก-ฮ]?\.?|ร้อยตรี|ร้อยโท|ร้อยเอก|หม่อม\S+)\s*"
)
CALLED = {
    "name": _("ชื่อบุคคลที่ยังไม่ได้ระบุว่าเป็นเจ้าหน้าที่"), "phone": _("เบอร์โทรศัพท์"), "id": _("เลขประจำตัว"), "email": _("อีเมล"),
    "account": _("เลขบัญชี"), "card": _("เลขบัตรธนาคาร"), "passport": _("เลขหนังสือเดินทาง"), "line": _("ไลน์"), "social": _("บัญชีออนไลน์"),
    "plate": _("ทะเบียนรถ"), "house": _("บ้านเลขที่"),
}  # fmt: skip


def kept(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a draft, tidied. Raises Refused at the field at fault; a draft may still lack most of them."""
    said = {name: given[name] for name in TEXT if name in given}
    for name in MOST.keys() & said.keys():
        text = str(said[name] or "").replace("\r\n", "\n").replace("\x00", "").strip()
        said[name] = text if name == "body" else " ".join(text.split())
        if len(said[name]) > MOST[name]:
            gaps = {"label": LABELS[name], "most": f"{MOST[name]:,}"}
            raise Refused("too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % gaps, name)
    if "tags" in said:
        said["tags"] = _tags(said["tags"])
    if "named" in said:
        said["named"] = list(dict.fromkeys(" ".join(one.split()) for one in said["named"] or () if one.strip()))[
            :MOST_NAMED
        ]
    return said


def _tags(given: Collection[str]) -> list[str]:
    tags = list(dict.fromkeys(one.strip().lstrip("#") for one in given or () if one.strip().lstrip("#")))
    if len(tags) > MOST_TAGS or not all(_TAG.fullmatch(tag) for tag in tags):
        raise Refused(
            "bad_tags", _("ใส่แฮชแท็กหรือรหัสโครงการได้ไม่เกิน %(most)s คำ คั่นด้วยช่องว่าง") % {"most": MOST_TAGS}, "tags"
        )
    return tags


def whole(news: News, alts: Collection[str], today: date) -> None:
    """What must be there before somebody is asked to agree. Raises Refused at the first thing that is missing."""
    for name, least in LEAST.items():
        if len(getattr(news, name)) < least:
            raise Refused("too_short", _("“%(label)s” สั้นเกินไป กรุณาเขียนเพิ่มอีกนิด") % {"label": LABELS[name]}, name)
        nobody_else_named(getattr(news, name), name, news)
    for alt in alts:
        nobody_else_named(alt, "alt", news)
    if news.event_on is not None and news.event_on > today + timedelta(days=366):
        raise Refused("too_late", _("วันที่จัดงานอยู่ไกลเกินหนึ่งปี กรุณาตรวจอีกครั้ง"), "event_on")


def nobody_else_named(text: str, field: str, news: News) -> None:
    """Raises Refused when somebody could be found by these words who is not marked. The office's own telephone may stand."""
    own = _digits(Office.objects.filter(code=news.office_id).values_list("phone", flat=True).first() or "")
    kinds = {
        one.kind
        for one in thai.redact(text).found
        if not _allowed(one.kind, text[one.start : one.end], news.named, own)
    }
    if kinds:
        said = ", ".join(str(CALLED[kind]) for kind in sorted(kinds))
        raise Refused(
            "personal_data",
            _("ประชาชนจะได้อ่านข้อความนี้ แต่ดูเหมือนมี%(what)s กรุณานำออก หรือถ้าเป็นเจ้าหน้าที่ที่ตั้งใจเอ่ยชื่อ ให้ใส่ชื่อในช่อง “เจ้าหน้าที่ที่เอ่ยชื่อ”")
            % {"what": said},
            field,
        )  # fmt: skip


def _allowed(kind: str, words: str, named: Collection[str], own_phone: str) -> bool:
    if kind == "phone":
        return bool(own_phone) and _digits(words) == own_phone
    if kind != "name":
        return False
    found = _bare(words)
    return bool(found) and any(
        found == _bare(one) or found in _bare(one).split() or found.startswith(f"{_bare(one)} ") for one in named
    )


def _bare(name: str) -> str:
    """Without what stands before a name."""
    name = " ".join(thai.normalise(name).split())
    while (shorter := _TITLE.sub("", name)) != name:
        name = shorter
    return name


def _digits(text: str) -> str:
    return re.sub(r"\D", "", thai.arabic_digits(text))
