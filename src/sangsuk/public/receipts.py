"""The receipt as a citizen keeps it: a QR code on the page, a file, a PDF with both inside."""

from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsuk.cases import receipt_forms
from sangsuk.cases.models import Case
from sangsuk.cases.receipts import Receipt
from sangsuk.cases.story import office_name
from sangsuk.common.faces import qr
from sangsuk.papers import printing
from sangsuk.papers.codes import picture
from sangsuk.papers.values import Slip
from sangsuk.thai.dates import Language, date_in, time_in

FILE = "sangsuk-receipt-{number}.{kind}"


def address(site: str, receipt: Receipt) -> str:
    return receipt_forms.address(site + reverse("public:verify"), receipt)


def code(site: str, receipt: Receipt) -> SafeString:
    """The QR code for a page."""
    return qr(address(site, receipt), _("รหัส QR ของใบรับเรื่องที่ลงลายมือชื่อแล้ว"))


def pdf(case: Case, receipt: Receipt, site: str) -> bytes:
    """The paper, in the language of the reader. Raises: NoThaiFont."""
    language: Language = "en" if get_language() == "en" else "th"

    def on(day: datetime | None) -> str:
        return date_in(day, language, "full") if day else "-"

    def at(moment: datetime) -> str:
        return f"{date_in(moment, language, 'full')} {time_in(moment, language)}"

    facts = (
        (_("เลขที่เรื่อง"), case.number),
        (_("ส่งเมื่อ"), at(case.submitted_at)),
        (_("ถือว่ารับเมื่อ"), at(case.deemed_received_at)),
        (_("ผู้ดูแลเรื่อง"), office_name(receipt.statement["office"])),
        (_("เราสัญญาว่าจะเริ่มภายใน"), on(_date(receipt.statement["due_at"]))),
        (_("ตั้งใจให้เสร็จภายใน"), on(_date(receipt.statement["finish_due_at"]))),
    )
    body = "\n\n".join(
        (
            _("ใบนี้มีลายมือชื่ออิเล็กทรอนิกส์ของระบบ ถ้ามีใครแก้เลขที่ เวลา หรือกำหนด การตรวจจะพบทันที"),
            _("ตรวจได้โดยสแกนรหัส QR หรือเปิด %(site)s แล้วเลือกไฟล์นี้ ไม่ต้องบอกว่าท่านเป็นใคร") % {"site": site + reverse("public:verify")},
            _("ถ้าวันหนึ่งระบบเสียหายและเรื่องของท่านหายไป นำไฟล์นี้ไปที่ %(site)s เราจะคืนเรื่องให้ ด้วยเลขที่ เวลา และกำหนดเดิม")
            % {"site": site + reverse("public:restore")},
            _("รหัสลับไม่อยู่ในใบนี้ และเรื่องที่ท่านเล่าถูกเข้ารหัสไว้ ผู้ที่เก็บใบนี้ได้จึงอ่านไม่ได้ แต่ยังเห็นเลขที่และวันที่ กรุณาเก็บให้ดี"),
        )
    )  # fmt: skip
    paper = Slip(
        title=_("ใบรับเรื่องร้องทุกข์"), office=(office_name(receipt.statement["office"]),), facts=facts, body=body,
        code=picture(address(site, receipt)), under_code=_("สแกนเพื่อตรวจใบนี้"),
        file=FILE.format(number=case.number, kind="json"), attached=receipt.as_json(),
    )  # fmt: skip
    return printing.pdf(paper, made_at=case.submitted_at)


def _date(moment: str | None) -> datetime | None:
    return datetime.fromisoformat(moment) if moment else None
