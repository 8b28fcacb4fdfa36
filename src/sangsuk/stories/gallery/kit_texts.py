"""The texts and tables of the press kit, of what `kit` and `announced` found; and the numbers of its sheet of facts."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from sangsuk.common.cells import csv_file
from sangsuk.offices.models import Office
from sangsuk.papers.values import Sheet
from sangsuk.thai.dates import date_in

from .. import words
from ..films.words import TRANSCRIPT
from ..models import Campaign, FilmPaper, StoryFile, StoryQuerySet
from ..standing import DEPARTMENT
from . import naming
from .announced import Choice, Chosen, Shown
from .telling import Told

Pictures = Sequence[tuple[Told, StoryFile]]


def terms() -> list[str]:
    """On which terms it is given, one sentence each: the page says them, and the bundle."""
    return [
        _("ใช้รายงานข่าว ศึกษา และเผยแพร่โดยไม่แสวงหากำไรได้ โดยระบุที่มาตามเครดิตที่ให้ไว้ ห้ามใช้เพื่อการค้าหรือการหาเสียง"),
        _("ยกข้อความได้โดยไม่เปลี่ยนความหมาย และเรียกผู้เล่าตามชื่อที่ผู้เล่าเลือก"),
        _("ผู้เล่าถอนได้ทุกเมื่อ ก่อนเผยแพร่กรุณาเปิดหน้าเรื่องอีกครั้ง ถ้าเปิดไม่ได้แล้ว ขอให้งดใช้"),
        _("ชมภาพยนตร์และส่งต่อลิงก์ได้ ถ้าจะออกอากาศหรือตัดต่อ กรุณาขออนุญาตกรมการปกครองก่อน เพราะผู้ที่อยู่ในภาพยนตร์อนุญาตไว้เป็นรายช่องทาง"),
        _("อยากคุยกับผู้เล่า ส่งข้อความถึงกรมการปกครอง เราจะถามผู้เล่าให้ก่อน"),
    ]


def whom_to_ask() -> str:
    """Whom to ask, as far as the table of offices says it."""
    office = Office.objects.filter(code=DEPARTMENT).first()
    if office is None:
        return ""
    name = office.name_en if naming.language() == "en" else office.name_th
    return " ".join(
        part
        for part in (name, _("โทร. %(phone)s") % {"phone": office.phone} if office.phone else "", office.url)
        if part
    )


def hashtags(campaign: Campaign | None) -> str:
    return " ".join(f"#{tag}" for tag in campaign.hashtags) if campaign else ""


def credit(tale: Told) -> str:
    """What stands beside a picture."""
    return _("ภาพจากเรื่องเล่าของประชาชน อำเภอสร้างสุข กรมการปกครอง ผู้เล่า: %(author)s") % {"author": tale.author}


def picture_name(tale: Told, file: StoryFile) -> str:
    return f"pictures/{tale.story.code}-{file.pk}.jpg"


def film_text_name(paper: FilmPaper, code: str) -> str:
    return f"films/{code}-{paper.kind}.{paper.language}.{'txt' if paper.kind == TRANSCRIPT else 'vtt'}"


def readme(tales: Sequence[Told], pictures: Pictures, campaign: Campaign | None, site: str, now: datetime) -> bytes:
    about = _("โครงการ%(title)s") % {"title": naming.campaign(campaign)} if campaign else ""
    tags, whom = hashtags(campaign), whom_to_ask()
    lines = [
        _("ชุดข้อมูลสำหรับสื่อมวลชน เรื่องเล่าถึงที่ว่าการอำเภอ"), *([about] if about else []),
        _("จัดทำเมื่อ %(day)s จาก %(site)s") % {"day": date_in(now, naming.language(), "full"), "site": f"{site}/stories"}, "",
        *terms(), "",
        *([_("แฮชแท็ก: %(tags)s") % {"tags": tags}] if tags else []),
        *([_("ติดต่อ: %(whom)s") % {"whom": whom}] if whom else []), "",
        *(f"{tale.story.code}  {tale.story.title_shown}\n  {tale.author}, {tale.office}, {tale.province}\n  {site}/stories/{tale.story.code}"
          for tale in tales),
    ]  # fmt: skip
    if pictures:
        lines += ["", _("รูป")]
        lines += [f"{picture_name(tale, file)}  {file.alt}  ({credit(tale)})" for tale, file in pictures]
    return _written(lines)


def announcement(choices: Sequence[Choice], films: Sequence[Shown], site: str) -> bytes:
    """The chosen, each with why, as the record has it, and where to read on."""
    watched = {one.tale.story.pk: one for one in films}
    lines: list[str] = []
    for choice in choices:
        lines += [*_head(choice), ""]
        for no, one in enumerate(choice.chosen, start=1):
            lines += [*_chosen(no, one, site), *_watched(watched.get(one.tale.story.pk), site), ""]
        address = f"{site}/stories/rounds/{choice.round.code}"
        lines += [_("เกณฑ์ คะแนน และบันทึกที่ใครก็คำนวณซ้ำได้: %(address)s") % {"address": address}, "", ""]
    return _written(lines[:-2])


def _head(choice: Choice) -> list[str]:
    at, round_ = choice.round.announced_at, choice.round
    said = {"n": round_.winners, "each": round_.each}
    return [
        _("เรื่องที่ได้รับเลือก โครงการ%(title)s") % {"title": choice.campaign},
        *([_("ประกาศเมื่อ %(day)s") % {"day": date_in(at, naming.language(), "full")}] if at else []),
        _("กรรมการที่ไม่เห็นชื่อคนและชื่ออำเภอ อ่านเรื่องละอย่างน้อย %(each)s คน แล้วเลือก %(n)s เรื่อง") % said,
    ]


def _chosen(no: int, one: Chosen, site: str) -> list[str]:
    tale = one.tale
    return [
        f"{no}. {tale.story.title_shown}", f"   {tale.author}, {tale.office}, {tale.province}",
        *([f"   {one.why}"] if one.why else []), f"   {site}/stories/{tale.story.code}",
    ]  # fmt: skip


def _watched(one: Shown | None, site: str) -> list[str]:
    if one is None:
        return []
    return [
        "   "
        + _("ภาพยนตร์: %(title)s %(address)s") % {"title": one.film.title, "address": f"{site}/films/{one.film.code}"}
    ]


def quotes(tales: Iterable[Told], site: str) -> bytes:
    heads = ("code", "title", "quote", "author", "office", "province", "tone", "address")
    return _table(heads, (
        (one.story.code, one.story.title_shown, one.story.text_shown, one.author, one.office, one.province, one.tone,
         f"{site}/stories/{one.story.code}")
        for one in tales
    ))  # fmt: skip


def films(shown: Iterable[Shown], site: str) -> bytes:
    heads = ("code", "title", "about", "length", "seconds", "address", "picture", "captions", "transcript", "description",
             "credit", "story")  # fmt: skip
    return _table(heads, (
        (one.film.code, one.film.title, one.film.about, one.length, str(one.film.seconds or ""), f"{site}/films/{one.film.code}",
         f"films/{one.film.code}.png", *(_names(one, kind) for kind in heads[7:10]), one.credit,
         f"{site}/stories/{one.tale.story.code}")
        for one in shown
    ))  # fmt: skip


def _names(one: Shown, kind: str) -> str:
    return " ".join(film_text_name(paper, one.film.code) for paper in one.texts if paper.kind == kind)


def pictures(found: Pictures, site: str) -> bytes:
    return _table(("file", "shows", "credit", "story"), (
        (picture_name(tale, file), file.alt, credit(tale), f"{site}/stories/{tale.story.code}") for tale, file in found
    ))  # fmt: skip


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    return csv_file([heads, *rows])


def _written(lines: Iterable[str]) -> bytes:
    return ("\r\n".join("\n".join(lines).split("\n")) + "\r\n").encode("utf-8-sig")


def facts(rows: StoryQuerySet, site: str, now: datetime) -> Sheet:
    """Numbers only."""
    tones = dict(rows.values_list("tone").annotate(n=Count("id")))
    seen = rows.aggregate(offices=Count("office", distinct=True), provinces=Count("province_code", distinct=True))
    told = [
        (_("เรื่องที่เผยแพร่อยู่"), _("เรื่องเล่า %(n)s เรื่อง") % {"n": sum(tones.values())}),
        (_("ที่ว่าการอำเภอที่มีผู้เล่าถึง"), _("%(offices)s แห่ง ใน %(provinces)s จังหวัด") % seen),
        *((str(name), _("เรื่องเล่า %(n)s เรื่อง") % {"n": tones.get(code, 0)}) for code, name in words.TONES.items()),
        (_("อ่านทุกเรื่องได้ที่"), f"{site}/stories"),
    ]
    return Sheet(
        title=_("ข้อเท็จจริงโดยย่อ เรื่องเล่าถึงที่ว่าการอำเภอ"), on=date_in(now, naming.language(), "full"), facts=tuple(told),
        body=_("เรื่องเล่าทุกเรื่องมีผู้ตรวจอ่านก่อนเผยแพร่ ตัวเลขนับจากเรื่องที่เผยแพร่อยู่ในวันที่จัดทำ เรื่องที่ผู้เล่าถอนแล้วไม่นับ"),
    )  # fmt: skip
