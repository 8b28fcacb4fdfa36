"""Words and visible characters of Thai text. Thai writes no spaces between words, so every count needs this first."""

import importlib.util
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

import nlpo3

from .dates import arabic_digits
from .lists import listed
from .normal import normalise
from .segmenting import Segmenter

_NOISE = listed("noise")
_BARE_VOWEL = re.compile("[ฯ-ฺเ-๎]+")
_LONG_DRAWN = re.compile(r"([ก-๎])\1{2,}")
_PIECE = re.compile("[0-9]+|[a-z\u00c0-\u024f]+|[ก-ฮฯ-ฺเ-๎]+|[^\\W\\d_]+", re.UNICODE)
_ENDS = re.compile(r"[\n!?]|(?<=[^\s\d])(?<![\s.ก-ฮ][ก-ฮ])\.(?=\s|$)| {2,}")
"""A full stop ends a sentence, but not after two bare consonants or a single one: อบต. รพ.สต. ถ."""
_MAY_END = re.compile("[\n!?.]|  ")
"""Without one of these nothing ends; found several times as quickly."""


def corpus(name: str) -> Path:
    """A file that PyThaiNLP ships, straight from its folder: no import of it, no download."""
    found = importlib.util.find_spec("pythainlp")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("the word list of pythainlp is missing; install the requirements again")
    return Path(found.submodule_search_locations[0]) / "corpus" / name


def _load(dictionary: str) -> None:
    """Read the CC0 word list that PyThaiNLP ships."""
    nlpo3.load_dict(str(corpus("words_th.txt")), dictionary)


segment = Segmenter("sangsuk-words", _load)
"""Everyday words."""


def index_words(text: str, words: Sequence[str] | None = None) -> str:
    """What to_tsvector('simple', ...) gets, of a text or of a query: bare lower-case words with single spaces.

    `words`: the segments of `text`, if the caller has them already.
    """
    plain = _LONG_DRAWN.sub(r"\1", normalise(text))
    return _indexed(segment(plain) if words is None or plain != text else words)


def _indexed(words: Sequence[str]) -> str:
    return " ".join(filter(None, map(_said_by, words)))


@lru_cache(maxsize=20_000)
def _said_by(word: str) -> str:
    """What the index gets of one word; the same few thousand come again and again."""
    return " ".join(filter(_says_something, _PIECE.findall(arabic_digits(word.lower()))))


def _says_something(piece: str) -> bool:
    return piece not in _NOISE and not _BARE_VOWEL.fullmatch(piece)


def graphemes(text: str) -> list[str]:
    """Visible characters: a consonant with its vowels and tone is one, so is an emoji of several parts."""
    return _cluster().findall(text)


def cut(text: str, n: int) -> str:
    """At most `n` visible characters, the last one '…' when something had to go."""
    if len(text) <= n:
        return text
    parts = [found.group() for found in islice(_cluster().finditer(text), n + 1)]
    if len(parts) <= n:
        return text
    return "".join(parts[: n - 1]).rstrip() + "…"


def gist(text: str, words: Sequence[str] | None = None, *, most: int = 60) -> str:
    """A one-line title: the first thing said, cut between words, at most `most` visible characters.

    `words`: the segments of `text`, if the caller has them already.
    """
    chunks = [chunk.strip() for chunk in (_ENDS.split(text) if _MAY_END.search(text) else [text])]
    line = ""
    for chunk in chunks:
        line = f"{line} {chunk}".strip()
        if len(line) >= 12:
            break
    fits = _first(most).match(line) if len(line) > most else None
    if fits is None or fits.end() == len(line):
        return line
    room = fits.end(1)
    reused = words is not None and text.startswith(line)
    end = 0
    for word in words if reused and words is not None else segment(line):
        if end + len(word) > room or "\n" in word:
            break
        end += len(word)
    kept = line[:end]
    opened = kept.rfind("[")
    if opened > kept.rfind("]"):
        kept = kept[:opened]
    return kept.rstrip() + "…" if kept.strip() else cut(line, most)


def gist_and_index(text: str, words: Sequence[str] | None = None) -> tuple[str, str]:
    """`gist(text)` and `index_words(text)`, cut into words once for both where that gives the same.

    `words`: the segments of `text`, if the caller has them already.
    """
    plain = _LONG_DRAWN.sub(r"\1", normalise(text))
    if words is None or plain != text:
        words = segment(plain)
    return gist(text, words if plain == text else None), _indexed(words)


@cache
def _cluster() -> re.Pattern[str]:
    return re.compile(_one())


@cache
def _first(many: int) -> re.Pattern[str]:
    """So many visible characters from the beginning; the first group is all but the last of them."""
    one = f"(?>{_one()})"
    return re.compile(f"({one}{{{many - 1}}}){one}")


@cache
def _one() -> str:
    marks = "".join(
        re.escape(chr(code)) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in ("Mn", "Me", "Mc")
    )
    more = f"[{marks}\u0e33\u0eb3\u200c\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
    pictures = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
    return f"\r\n|[\U0001f1e6-\U0001f1ff]{{2}}{more}*|{pictures}{more}*(?:(?<=\u200d){pictures}{more}*)*|(?s:.){more}*"
