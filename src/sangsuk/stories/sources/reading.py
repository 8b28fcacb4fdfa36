"""An export file of a page becomes posts: JSON as Facebook gives it (two shapes), CSV or Excel as people keep it. Pure.

Facebook's own downloads write the bytes of UTF-8 as if each were a letter; that is mended. Asked through its Graph API,
text is right and a post brings its comments along. Source: exports as described by their users; read with tolerance.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import openpyxl
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.thai import BANGKOK, parse_be

from .links import post_id
from .posts import Post, id_of_words

FACEBOOK = "facebook"
MOST_BYTES, MOST_ROWS = 10_000_000, 20_000
HEADINGS = {
    "permalink": ("permalink", "permalink_url", "link", "url", "ลิงก์", "ลิงค์"),
    "text": ("message", "text", "post", "content", "ข้อความ", "เนื้อหา"),
    "at": ("created_time", "posted_at", "date", "time", "วันที่", "วันเวลา", "วันที่โพสต์"),
    "author": ("from", "author", "name", "ชื่อ", "ผู้โพสต์"),
    "id": ("id", "post_id", "เลขโพสต์"),
}


@dataclass
class Read:
    """`skipped`: entries without words or time, which tell nothing; `own`: the page's own announcements."""

    posts: list[Post] = field(default_factory=list)
    skipped: int = 0
    own: int = 0


def read(data: bytes, name: str) -> Read:
    """Every post of a file. Raises Refused, field "file", when it is none of the known shapes."""
    if len(data) > MOST_BYTES:
        raise _no("too_big", _("ไฟล์ใหญ่เกิน 10 เมกะไบต์ กรุณาแบ่งเป็นหลายไฟล์"))
    if data[:2] == b"PK":
        return _rows(_excel(data))
    text = _decoded(data)
    if text.lstrip()[:1] in ("{", "["):
        try:
            return _json(json.loads(text))
        except (ValueError, RecursionError) as trouble:
            raise _no("bad_file", _("เปิดไฟล์นี้ไม่ได้ ไฟล์ JSON อาจไม่ครบ กรุณาดาวน์โหลดใหม่แล้วลองอีกครั้ง")) from trouble
    try:
        return _rows(csv.reader(io.StringIO(text, newline=None)))
    except csv.Error as trouble:
        raise _no("bad_file", _("ตารางในไฟล์นี้ไม่สมบูรณ์ กรุณาบันทึกใหม่เป็น .csv หรือ .xlsx")) from trouble


def _no(code: str, sentence: Any) -> Refused:
    return Refused(code, sentence, "file")


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _no("bad_file", _("อ่านตัวอักษรในไฟล์นี้ไม่ได้ กรุณาบันทึกเป็น UTF-8 แล้วลองอีกครั้ง"))


def _json(found: Any) -> Read:
    read = Read()
    if isinstance(found, dict) and isinstance(found.get("data"), list):
        for entry in found["data"]:
            _graph(read, entry, "")
        return read
    entries = _list_in(found)
    if entries is None:
        raise _no("bad_file", _("ไฟล์นี้ไม่ใช่ไฟล์โพสต์ของเพจ กรุณาเลือกไฟล์โพสต์หรือความเห็นที่ดาวน์โหลดจาก Facebook"))
    for entry in entries[:MOST_ROWS]:
        _download(read, entry)
    return read


def _list_in(found: Any) -> list[Any] | None:
    """The one list of entries that a download wraps in names which change from year to year."""
    if isinstance(found, list):
        return found if all(isinstance(entry, dict) for entry in found) else None
    if isinstance(found, dict):
        return next((inner for value in found.values() if (inner := _list_in(value)) is not None), None)
    return None


def _graph(read: Read, entry: Any, part_of: str) -> None:
    """A post or a comment as the Graph API gives it; the page's own posts are announcements, their comments are not."""
    if not isinstance(entry, dict):
        read.skipped += 1
        return
    key, writer = str(entry.get("id", "")), entry.get("from") or {}
    own = bool(writer) and not part_of and key.partition("_")[0] == str(writer.get("id", ""))
    text, at = str(entry.get("message") or "").strip(), _moment(entry.get("created_time"))
    if own:
        read.own += 1
    elif text and at and key:
        link = str(entry.get("permalink_url") or "")
        read.posts.append(Post(FACEBOOK, key, text, at, link, str(writer.get("name", "")), part_of))
    else:
        read.skipped += 1
    for comment in (entry.get("comments") or {}).get("data", [])[:MOST_ROWS]:
        _graph(read, comment, key)


def _download(read: Read, entry: Any) -> None:
    """A post as the download gives it: words somewhere in `data`, seconds since 1970, no number of its own."""
    inner = entry.get("data") if isinstance(entry, dict) else None
    parts = [part for part in inner if isinstance(part, dict)] if isinstance(inner, list) else []
    told = next((part["post"] for part in parts if isinstance(part.get("post"), str)), "")
    said: dict[str, Any] = next((part["comment"] for part in parts if isinstance(part.get("comment"), dict)), {})
    text = mended(str(told or said.get("comment") or "")).strip()
    at = _moment(entry.get("timestamp")) if isinstance(entry, dict) else None
    if not text or at is None:
        read.skipped += 1
        return
    read.posts.append(Post(FACEBOOK, id_of_words(at, text), text, at, author=mended(str(said.get("author") or ""))))


def mended(text: str) -> str:
    """Text whose UTF-8 bytes were written as single letters, as it was meant; any other text as it is."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _moment(value: Any) -> datetime | None:
    """ISO 8601, seconds since 1970, or a day as people write it, Buddhist years too; without a zone it is Bangkok's."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=BANGKOK)).astimezone(UTC)
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        text = str(value or "").strip()
        if not text:
            return None
        found = _buddhist(datetime.fromisoformat(text))
        return (found if found.tzinfo else found.replace(tzinfo=BANGKOK)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        pass
    try:
        return datetime.combine(parse_be(str(value)), datetime.min.time(), BANGKOK).astimezone(UTC)
    except (ValueError, Refused):
        return None


def _buddhist(found: datetime) -> datetime:
    """A year of the Buddhist era that came as 2563-12-09."""
    return found.replace(year=found.year - 543) if found.year >= 2400 else found


def _excel(data: bytes) -> Iterator[list[Any]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 1):
            yield list(row)
    except Exception as trouble:  # the library raises whatever its parsers raise
        raise _no("bad_file", _("เปิดไฟล์ Excel นี้ไม่ได้ กรุณาบันทึกใหม่เป็น .xlsx หรือ .csv")) from trouble


def _rows(rows: Iterator[list[Any]]) -> Read:
    """A table with headings; which column is which is known by its name, Thai or English."""
    columns = {str(cell or "").strip().lower(): n for n, cell in enumerate(next(rows, []))}
    at = {what: next((columns[name] for name in names if name in columns), None) for what, names in HEADINGS.items()}
    if at["text"] is None or at["at"] is None:
        raise _no("no_headings", _("ไม่พบหัวตาราง “ข้อความ” และ “วันที่” ในแถวแรก กรุณาใส่หัวตารางแล้วลองอีกครั้ง"))
    read = Read()
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            break
        cell = {what: row[n] if n is not None and n < len(row) else None for what, n in at.items()}
        text, moment = str(cell["text"] or "").strip(), _moment(cell["at"])
        if not text or moment is None:
            read.skipped += 1
            continue
        link = str(cell["permalink"] or "").strip()
        key = str(cell["id"] or "").strip() or post_id(link) or id_of_words(moment, text)
        read.posts.append(Post(FACEBOOK, key, text, moment, link, str(cell["author"] or "").strip()))
    return read
