"""What a newspaper may take with it: words that may be quoted, pictures that may be shown, and a sheet of facts.

Made anew for each asking and kept nowhere. Only stories whose authors let us quote them; of these, pictures only where
the author lets them be shown as well. No seal and no sign of the state goes with it.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from sangsuk.common.cells import no_formula
from sangsuk.common.errors import Missing, Refused
from sangsuk.papers import printing
from sangsuk.papers.values import Sheet
from sangsuk.thai.dates import date_in

from .. import words
from ..models import StoryFile
from . import files, naming, shelf, telling
from .telling import Told

MOST_QUOTES, MOST_PICTURES = 200, 12
FIXED = (2020, 12, 1, 0, 0, 0)
"""The moment that files in the bundle bear, so that the same content is the same bytes."""


@dataclass(frozen=True)
class Kit:
    """What goes into it, before it is packed."""

    tales: Sequence[Told]
    pictures: Sequence[tuple[Told, StoryFile]]


def gathered(filters: shelf.Filters) -> Kit:
    """Two queries."""
    rows = list(shelf.for_list(telling.quotable(shelf.narrowed(filters)))[:MOST_QUOTES])
    tales = telling.many(rows, files.of(rows))
    photographs = [(tale, file) for tale in tales for file in tale.files if file.kind == files.PHOTO]
    return Kit(tales, photographs[:MOST_PICTURES])


def packed(filters: shelf.Filters, *, site: str, now: datetime) -> bytes:
    """The bundle as ZIP. Raises: NoThaiFont, Refused."""
    kit, out = gathered(filters), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        _put(bundle, "README.txt", _readme(kit, site, now).encode("utf-8-sig"))
        _put(bundle, "quotes.csv", _quotes(kit, site).encode("utf-8-sig"))
        _put(bundle, "facts.pdf", printing.pdf(_facts(filters, site, now), made_at=now))
        for tale, file in kit.pictures:
            try:
                data = files.path_to(file).read_bytes()
            except (Missing, Refused, OSError):
                continue  # not there, or still being looked at for viruses
            _put(bundle, f"pictures/{tale.story.code}-{file.pk}.jpg", data, zipfile.ZIP_STORED)
    return out.getvalue()


def _put(bundle: zipfile.ZipFile, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    about = zipfile.ZipInfo(name, FIXED)
    about.compress_type, about.external_attr = how, 0o644 << 16
    bundle.writestr(about, data)


def _readme(kit: Kit, site: str, now: datetime) -> str:
    lines = [
        _("ชุดข้อมูลสำหรับสื่อมวลชน เรื่องเล่าถึงที่ว่าการอำเภอ"),
        _("จัดทำเมื่อ %(day)s จาก %(site)s") % {"day": date_in(now, naming.language(), "full"), "site": f"{site}/stories"}, "",
        _("ข้อความใน quotes.csv เป็นของผู้เล่าที่อนุญาตให้ยกไปใช้ ขอให้ไม่ตัดต่อจนความหมายเปลี่ยน และเรียกผู้เล่าตามชื่อที่ให้ไว้"),
        _("ผู้เล่าถอนได้ทุกเมื่อ ก่อนเผยแพร่กรุณาเปิดหน้าเรื่องอีกครั้ง ถ้าเปิดไม่ได้แล้ว ขอให้งดใช้"),
        _("ห้ามใช้ข้อความและรูปเพื่อการค้าหรือการหาเสียง"), "",
        *(f"{tale.story.code}  {tale.story.title_shown}\n  {tale.author}, {tale.office}, {tale.province}\n  {site}/stories/{tale.story.code}"
          for tale in kit.tales),
    ]  # fmt: skip
    if kit.pictures:
        lines += ["", _("รูป")]
        lines += [f"pictures/{tale.story.code}-{file.pk}.jpg  {file.alt}" for tale, file in kit.pictures]
    return "\r\n".join(lines).replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n"


def _quotes(kit: Kit, site: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["code", "title", "quote", "author", "office", "province", "tone", "address"])
    for tale in kit.tales:
        told = (tale.story.title_shown, tale.story.text_shown, tale.author)
        writer.writerow(
            [
                tale.story.code,
                *map(no_formula, told),
                tale.office,
                tale.province,
                tale.tone,
                f"{site}/stories/{tale.story.code}",
            ]
        )
    return out.getvalue()


def _facts(filters: shelf.Filters, site: str, now: datetime) -> Sheet:
    """Numbers only."""
    rows = shelf.narrowed(filters)
    tones = dict(rows.values_list("tone").annotate(n=Count("id")))
    seen = rows.aggregate(offices=Count("office", distinct=True), provinces=Count("province_code", distinct=True))
    facts = [
        (_("เรื่องที่เผยแพร่อยู่"), _("เรื่องเล่า %(n)s เรื่อง") % {"n": sum(tones.values())}),
        (_("ที่ว่าการอำเภอที่มีผู้เล่าถึง"), _("%(offices)s แห่ง ใน %(provinces)s จังหวัด") % seen),
        *((str(name), _("เรื่องเล่า %(n)s เรื่อง") % {"n": tones.get(code, 0)}) for code, name in words.TONES.items()),
        (_("อ่านทุกเรื่องได้ที่"), f"{site}/stories"),
    ]
    return Sheet(
        title=_("ข้อเท็จจริงโดยย่อ เรื่องเล่าถึงที่ว่าการอำเภอ"), on=date_in(now, naming.language(), "full"), facts=tuple(facts),
        body=_("เรื่องเล่าทุกเรื่องมีผู้ตรวจอ่านก่อนเผยแพร่ ตัวเลขนับจากเรื่องที่เผยแพร่อยู่ในวันที่จัดทำ เรื่องที่ผู้เล่าถอนแล้วไม่นับ"),
    )  # fmt: skip
