"""Reading a receipt in whatever form it comes back: the file, the PDF, the words of the QR code. Small enough for one.

The QR code holds the statement's values one behind the other instead of its names; the statement that was signed is
rebuilt from them, so the same signature holds. It stands behind the # of an address, which a browser sends to nobody.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from .receipts import KIND, MOST_BYTES, VERSION, Receipt

MARK = "r="
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)
_TIMES = ("submitted_at", "deemed_received_at", "due_at", "finish_due_at")
_DIGESTS = ("case", "first", "text")
_EMBEDDED = re.compile(rb"/EmbeddedFile.{0,400}?stream\r?\n(.*?)\r?\n?endstream", re.S)
NAMES = frozenset({"kind", "v", "key", "number", "office", "district", *_TIMES, *_DIGESTS})


class NoReceipt(ValueError):
    """What was handed in is no receipt of this kind."""


def compact(receipt: Receipt) -> str:
    """For the QR code: base64url of version, key, texts, times, digests, signature."""
    said = receipt.statement
    parts = [bytes([VERSION]), bytes.fromhex(said["key"])]
    parts += [bytes([len(said[n])]) + said[n].encode() for n in ("number", "office", "district")]
    parts += [_micro(said[name]).to_bytes(8) for name in _TIMES]
    parts += [bytes.fromhex(said[name]) for name in _DIGESTS]
    return base64.urlsafe_b64encode(b"".join(parts) + receipt.signature).decode().rstrip("=")


def address(page: str, receipt: Receipt) -> str:
    """What the QR code says: the address of the page that checks, and the receipt behind the #."""
    return f"{page}#{MARK}{compact(receipt)}"


def read(handed: bytes | str) -> Receipt:
    """Whatever form it has. Raises: NoReceipt."""
    data = handed if isinstance(handed, bytes) else handed.encode(errors="ignore")
    if len(data) > MOST_BYTES:
        raise NoReceipt("too long")
    try:
        if data[:5] == b"%PDF-":
            return _in_pdf(data)
        text = data.decode().strip()
        return _of_json(json.loads(text)) if text.startswith("{") else _of_words(text)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, zlib.error, RecursionError) as trouble:
        raise NoReceipt(str(trouble)) from trouble


def _in_pdf(data: bytes) -> Receipt:
    for found in _EMBEDDED.finditer(data):
        out = zlib.decompressobj().decompress(found[1], MOST_BYTES)
        if out.lstrip()[:1] == b"{":
            return _of_json(json.loads(out))
    raise NoReceipt("nothing attached")


def _of_json(told: Any) -> Receipt:
    said = told["statement"]
    if said["kind"] != KIND or said["v"] != VERSION or set(said) != NAMES:
        raise NoReceipt("of another kind")
    texts = [said[name] for name in NAMES - {"v"} if name != "finish_due_at" or said[name] is not None]
    if not all(isinstance(text, str) and text.isascii() for text in texts):
        raise NoReceipt("not as we write it")
    sealed = base64.b64decode(told.get("sealed", ""), validate=True)
    return Receipt(said, bytes.fromhex(told["signature"]), sealed)


def _of_words(text: str) -> Receipt:
    """The address of a QR code, or what stands behind its mark."""
    words = re.sub(r"\s", "", text.rpartition(MARK)[2] if MARK in text else text)
    try:
        data = base64.b64decode(words + "=" * (-len(words) % 4), altchars=b"-_", validate=True)
    except binascii.Error as trouble:
        raise NoReceipt("no receipt") from trouble
    take = _taker(data)
    if take(1)[0] != VERSION:
        raise NoReceipt("of another version")
    said: dict[str, Any] = {"kind": KIND, "v": VERSION, "key": take(4).hex()}
    for name in ("number", "office", "district"):
        said[name] = take(take(1)[0]).decode("ascii")
    for name in _TIMES:
        said[name] = _moment(int.from_bytes(take(8)))
    for name in _DIGESTS:
        said[name] = take(32).hex()
    signature = take(64)
    if take(0, rest=True):
        raise NoReceipt("something more")
    return Receipt(said, signature)


def _taker(data: bytes) -> Callable[..., bytes]:
    place = 0

    def take(many: int, *, rest: bool = False) -> bytes:
        nonlocal place
        part = data[place:] if rest else data[place : place + many]
        if not rest and len(part) != many:
            raise NoReceipt("cut off")
        place += many
        return part

    return take


def _micro(moment: str | None) -> int:
    return (datetime.fromisoformat(moment) - _EPOCH) // _MICRO if moment else 0


def _moment(micro: int) -> str | None:
    if not micro:
        return None
    try:
        return (_EPOCH + micro * _MICRO).isoformat(timespec="microseconds")
    except OverflowError as trouble:
        raise NoReceipt("no such moment") from trouble
