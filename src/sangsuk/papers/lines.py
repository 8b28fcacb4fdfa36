"""Where a line of Thai may end. The printer would break by itself, but guesses wrong: ญี่-ปุ่น, หัว-เข่า.

So text goes to it as pieces that never break inside, cut where `thai.segment` sees the border of a word, with what clings
to a word left at it: ๆ, ฯ, brackets, full stops, the น. after a time.
"""

import re
import unicodedata
from collections.abc import Iterator

from sangsuk.thai import graphemes, segment, thai_digits
from sangsuk.thai.dates import MONTHS

SPACE = " "
LOOSE = "\u200b"
"""First sign of a piece that may break inside: too long for a line of its own."""

MOST_THAI, MOST_OTHER = 40, 24
COMPOUNDS = {
    whole.replace("|", ""): whole.split("|")
    for whole in (
        "องค์การ|บริหาร|ส่วน|ตำบล", "องค์การ|บริหาร|ส่วน|จังหวัด", "องค์กร|ปกครอง|ส่วน|ท้องถิ่น", "กระทรวง|มหาดไทย",
        "การ|ไฟฟ้า|ส่วน|ภูมิภาค", "การ|ประปา|ส่วน|ภูมิภาค", "กรม|การ|ปกครอง", "นายก|รัฐมนตรี", "คณะ|รัฐมนตรี",
        "กรุงเทพ|มหานคร", "ผู้ว่า|ราชการ|จังหวัด", "สำนักงาน|ตำรวจ|แห่งชาติ",
    )
}  # fmt: skip
"""Words of the word list that are long enough to tear holes into a line, and where they may be divided."""
MISCUT = {("บอ", "กว่า"): ("บอก", "ว่า")}
"""Two words that the word list reads into another two."""
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff\ud800-\udfff]")
_CLINGS = re.compile(r"[ๆฯ)\]}”’»!?;:,.%…/\-–]|[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
_OPENS = re.compile(r"[(\[{“‘«]")
_NOT_THAI = re.compile(r"[^\u0e00-\u0e4e\s]")
_HOUR = re.compile(r"[0-9๐-๙]$")
_NUMBER = re.compile(r"[0-9๐-๙]+(?:[-0-9๐-๙]*[0-9๐-๙])?$")
_SHORTENED = re.compile(r"(?:^|[^ก-๎])(?:[ก-ฮ]{1,3}\.)+$")
_BARE = re.compile(r"[ก-ฮ]\.?")
_LATIN = re.compile(r"[A-Za-z@]")


def clean(text: str) -> str:
    """Without signs that print nothing, turn the line around or belong to nobody; every kind of space is a space."""
    kept = "".join(
        SPACE if unicodedata.category(sign) in ("Zs", "Zl", "Zp") or sign == "\t" else sign
        for sign in _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cn")
    )
    return unicodedata.normalize("NFC", kept)


def paragraphs(text: str) -> list[str]:
    """The text's own lines, without the empty ones."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def _recut(found: list[str]) -> list[str]:
    words = list(found)
    for at, pair in enumerate(zip(words, words[1:], strict=False)):
        if pair in MISCUT:
            words[at : at + 2] = MISCUT[pair]
    return words


def pieces(text: str, *, thai_numerals: bool = True) -> list[str]:
    """What the printer gets of one paragraph: words that hold together, and spaces."""
    found = _recut(segment(re.sub(r"\s+", SPACE, clean(text)).strip()))
    words = _glued([part for word in found for part in COMPOUNDS.get(word, (word,))])
    if thai_numerals:
        words = [word if _LATIN.search(word) else thai_digits(word) for word in words]
    return [part for word in words for part in _fitting(word)]


def _glued(words: list[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if not word.strip():
            if kept and kept[-1] != SPACE:
                kept.append(SPACE)
        elif kept and kept[-1] != SPACE and _together(kept[-1], word):
            kept[-1] += word
        elif len(kept) > 1 and kept[-1] == SPACE and _after_space(kept[-2], word):
            kept[-2:] = [f"{kept[-2]}\u00a0{word}"]
        else:
            kept.append(word)
    return kept


def _together(before: str, word: str) -> bool:
    """No line ends between these two, which stand without a space."""
    if _CLINGS.match(word) or _OPENS.search(before[-1]) or _BARE.fullmatch(word):
        return True
    if _NOT_THAI.match(before[-1]) and _NOT_THAI.match(word) and not _OPENS.match(word):
        return True
    return bool(_SHORTENED.search(before)) and len(word) <= 4


def _after_space(before: str, word: str) -> bool:
    """A space at which no line ends: of a telephone number, between day and month, before ๆ and น."""
    if _NUMBER.fullmatch(word) and _NUMBER.search(before):
        return True
    if word in MONTHS and _HOUR.search(before):
        return True
    return word in ("ๆ", "ฯลฯ") or (word in ("น", "น.") and bool(_HOUR.search(before)))


def _fitting(word: str) -> Iterator[str]:
    """A word as it is; what no line could hold is cut."""
    signs = graphemes(word)
    most = MOST_THAI if "ก" <= word[0] <= "๎" else MOST_OTHER
    if len(signs) <= most:
        yield word
        return
    for start in range(0, len(signs), most):
        yield LOOSE + "".join(signs[start : start + most])
