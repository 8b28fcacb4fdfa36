"""What papers are made of. Plain values that become JSON and back, so that a paper prints the same years later."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, ClassVar

EXTERNAL, MEMO, ORDER, NOTICE = "external", "memo", "order", "notice"
SPEEDS = ("", "ด่วน", "ด่วนมาก", "ด่วนที่สุด")
SECRECIES = ("", "ลับ", "ลับมาก", "ลับที่สุด")


@dataclass(frozen=True)
class Letter:
    """A letter to somebody (external), a memo within the service, an order, or a notice. Texts may have several paragraphs.

    `number` is code and running number as printed after ที่; `on` the date in words. `office` are the lines of the sender's
    address, `owner` those of who deals with it, below the signature.
    """

    layout: str = EXTERNAL
    number: str = ""
    on: str = ""
    office: tuple[str, ...] = ()
    subject: str = ""
    salutation: str = "เรียน"
    addressee: str = ""
    references: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    body: str = ""
    closing: str = "ขอแสดงความนับถือ"
    signer: str = ""
    position: str = ""
    owner: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    speed: str = ""
    secrecy: str = ""
    draft: bool = False


@dataclass(frozen=True)
class Signature:
    role: str
    name: str = ""


@dataclass(frozen=True)
class Sheet:
    """A form, a contract or a report: a title, labelled facts, paragraphs, and who signs."""

    layout: ClassVar[str] = "sheet"
    title: str = ""
    office: tuple[str, ...] = ()
    number: str = ""
    on: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    body: str = ""
    signatures: tuple[Signature, ...] = ()
    speed: str = ""
    secrecy: str = ""
    draft: bool = False


@dataclass(frozen=True)
class Book:
    """A register as a table on lying paper. `widths` are shares of the line; `note` and `notes` stand under the table.

    With `numbers` all columns but the first are figures. `kinds` says of each row whether it is a "sum", a "part" of the
    one before, or the head of a "group"; empty when they are all alike. `finding` is the sentence under the titles.
    """

    layout: ClassVar[str] = "book"
    title: str = ""
    subtitle: str = ""
    heads: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    kinds: tuple[str, ...] = ()
    numbers: bool = False
    finding: str = ""
    note: str = ""
    notes: tuple[str, ...] = ()
    empty: str = ""
    secrecy: str = ""
    draft: bool = field(default=False)


@dataclass(frozen=True)
class Slip:
    """What a citizen takes home: labelled facts beside a QR code, paragraphs, and a file that lies inside the PDF.

    `code` is the picture of the QR code as SVG; `attached` the text of the file with the name `file`.
    """

    layout: ClassVar[str] = "slip"
    title: str = ""
    office: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    code: str = ""
    under_code: str = ""
    body: str = ""
    file: str = ""
    attached: str = ""
    secrecy: str = ""
    draft: bool = False


Paper = Letter | Sheet | Book | Slip


def told(paper: Paper, say: Callable[[str], str]) -> Paper:
    """The paper with what it tells said in another way; who sends it, who signs it and to whom it goes stay."""
    if isinstance(paper, Letter):
        return replace(
            paper, subject=say(paper.subject), body=say(paper.body), references=tuple(map(say, paper.references)),
            enclosures=tuple(map(say, paper.enclosures)),
        )  # fmt: skip
    if isinstance(paper, Book):
        return replace(paper, rows=tuple(tuple(map(say, row)) for row in paper.rows), finding=say(paper.finding))
    return replace(paper, body=say(paper.body), facts=tuple((label, say(fact)) for label, fact in paper.facts))


def to_json(paper: Paper) -> dict[str, Any]:
    return {"is": type(paper).__name__.lower(), **asdict(paper)}


def from_json(kept: Mapping[str, Any]) -> Paper:
    """The paper again. Raises: KeyError for a kind of paper that there is not."""
    made: type[Paper] = {"letter": Letter, "sheet": Sheet, "book": Book, "slip": Slip}[kept["is"]]
    given = {f.name: _frozen(kept[f.name]) for f in fields(made) if f.name in kept}
    if made is Sheet:
        given["signatures"] = tuple(Signature(**one) for one in kept.get("signatures", ()))
    return made(**given)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list | tuple) else value
