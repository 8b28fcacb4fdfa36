"""Under which code, name and address an office writes: a row kept by an operator, or a default that says it is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sangsuk.common import seeds
from sangsuk.offices import queries as offices
from sangsuk.offices.models import Office
from sangsuk.offices.queries import OfficeCard
from sangsuk.places import queries as places

from ..models import LetterHead

DATA = Path(__file__).parent / "data"
MINISTRY_CODE, DOPA_CODE = "มท 0205.3 (ศดธ.)", "มท 0304 (ศดธ.)"


@dataclass(frozen=True)
class Head:
    """`office` are the lines of the address, `owner` those below the signature. `confirmed`: an operator has set it."""

    code: str
    name: str
    office: tuple[str, ...]
    owner: tuple[str, ...]
    signer: str
    confirmed: bool


def head_of(office_code: str, on: date) -> Head:
    """The head of this office on that day. One query."""
    card = offices.known()[office_code]
    rows = LetterHead.objects.filter(offices.in_force(on), office=office_code)
    row = rows.order_by("-valid_from").first()
    name = (row.name_th if row else "") or card.name_th
    address = row.address_th.splitlines() if row and row.address_th.strip() else list(_address(card))
    phone = _phone(office_code)
    owner = [name, f"โทร. {phone}" if phone else "", f"อีเมล {row.email}" if row and row.email else ""]
    return Head(
        code=row.code if row else default_code(card), name=name,
        office=tuple(line for line in (name, *address) if line.strip()), owner=tuple(filter(None, owner)),
        signer=(row.signer_th if row else "") or _signer(card), confirmed=row is not None,
    )  # fmt: skip


def _phone(office_code: str) -> str:
    return Office.objects.filter(code=office_code).values_list("phone", flat=True).first() or ""


@cache
def marks() -> Mapping[str, str]:
    """The two letters of each province, by its code."""
    return {row["province_code"]: row["mark"] for row in seeds.rows(DATA / "province_marks.csv")}


def default_code(card: OfficeCard) -> str:
    """What an office most likely writes: province and 0017.1; a district 0118 for the first, 0218 for the second.

    Inference from letters seen (0017.1 of Chon Buri's centre) and from how districts number theirs; an operator corrects it.
    """
    mark = marks().get(card.province_code, "")
    if card.kind == "dopa":
        return DOPA_CODE
    if not mark:
        return MINISTRY_CODE
    if card.level == "district" and card.district_code:
        return f"{mark} {card.district_code[2:]}18 (ศดธ.)"
    return f"{mark} 0017.1 (ศดธ.)"


def _address(card: OfficeCard) -> tuple[str, ...]:
    if card.level == "district" and card.district_code:
        return (f"ที่ว่าการ{places.title(card.district_code)}", places.title(card.province_code))
    if card.province_code:
        return (f"ศาลากลาง{places.title(card.province_code)}",)
    return ("กระทรวงมหาดไทย", "ถนนอัษฎางค์ กรุงเทพมหานคร 10200")


def _signer(card: OfficeCard) -> str:
    if card.level == "district" and card.district_code:
        return f"นาย{places.title(card.district_code)}"
    if card.province_code:
        return f"ผู้ว่าราชการ{places.title(card.province_code)}"
    return "ปลัดกระทรวงมหาดไทย"
