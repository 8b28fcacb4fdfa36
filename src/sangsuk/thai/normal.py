"""One spelling for one word: the same Thai text typed on any phone becomes the same characters.

Thai digits are kept: they are the writer's own. Only what cannot be seen, or is seen the same, is changed.
"""

import re
import unicodedata

TONES = "่-์"  # mai ek ... thanthakhat
ABOVE_BELOW = "ัิ-ฺ็"

# Old Thai fonts drew shifted marks from the private area; texts copied out of PDF files still carry them.
_PRIVATE = dict(zip(range(0xF700, 0xF71B), "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู", strict=True))
_PRIVATE_SEEN = re.compile("[\uf700-\uf71a]")
# Nothing to see, or able to turn text round: zero-width, soft hyphen, direction marks, controls, lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
    "|(?<![\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u0900-\u0dff\u1000-\u109f\u1780-\u17ff])[\u200c\u200d]"
)
_LINE = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_BLANK = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACE = re.compile(f"[ {_BLANK}]*[{_BLANK}][ {_BLANK}]*|  +")
_ODD_SPACE = re.compile(f"[{_BLANK}]|  ")
_EDGES = re.compile(r" *\n *")
_GAPS = re.compile(r"\n{3,}")

_WRONG = re.compile(f"เเ|ํ[{TONES}]?า|[ำา][{TONES}]|[{TONES}][{ABOVE_BELOW}]|([{ABOVE_BELOW}{TONES}ํ๎ะเ-ไ])\\1")
_DOUBLE_E = re.compile("เเ")
_AM = re.compile(f"ํ([{TONES}]?)า")
_AM_TONE = re.compile(f"([ำา])([{TONES}]+)")
_TONE_VOWEL = re.compile(f"([{TONES}]+)([{ABOVE_BELOW}]+)")
_TWICE = re.compile(f"([{ABOVE_BELOW}{TONES}ํ๎ะเ-ไ])\\1+")


def normalise(text: str) -> str:
    """NFC, nothing invisible, marks once and in the order they are spoken, plain spaces; idempotent."""
    if not text.isprintable() or "\u00ad" in text:
        text = _INVISIBLE.sub("", _LINE.sub("\n", text))
    if _PRIVATE_SEEN.search(text):
        text = text.translate(_PRIVATE)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if _WRONG.search(text):
            text = _in_order(text)
    if _ODD_SPACE.search(text):
        text = _SPACE.sub(" ", text)
    if "\n" in text:
        text = _GAPS.sub("\n\n", _EDGES.sub("\n", text))
    return text.strip()


def _in_order(text: str) -> str:
    # A rule may make room for another one (a doubled tone before a vowel), so go on until nothing moves.
    for _ in range(8):
        before = text
        text = _TWICE.sub(r"\1", _DOUBLE_E.sub("แ", text))
        text = _TONE_VOWEL.sub(r"\2\1", text)
        text = _AM.sub(r"\1ำ", text)
        text = _AM_TONE.sub(r"\2\1", text)
        text = _TWICE.sub(r"\1", text)
        if text == before:
            break
    return text
