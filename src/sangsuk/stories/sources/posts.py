"""One post as a value, whatever file or link it came from; and the hashtags in it. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

_TAG = re.compile(r"[#＃]([^\s#＃.,!?;:()\[\]“”\"']+)")


@dataclass(frozen=True)
class Post:
    """`id` as the source calls it, else a digest of time and words; `author` her name there, for asking her; `part_of`
    the post that a comment stands under."""

    source: str
    id: str
    text: str
    posted_at: datetime
    permalink: str = ""
    author: str = ""
    part_of: str = ""

    @property
    def digest(self) -> bytes:
        """Of its words, to see whether they were changed since."""
        return hashlib.sha256(self.text.encode()).digest()


def id_of_words(posted_at: datetime, text: str) -> str:
    """A name for a post whose file gives none: the same post has it again in the next export."""
    return "w" + hashlib.sha256(f"{posted_at.isoformat()}\n{text}".encode()).hexdigest()[:24]


def hashtags(text: str) -> list[str]:
    """Every hashtag without its sign, as it is compared: one form of the letters, small, nothing invisible."""
    return [tag(found) for found in _TAG.findall(text)]


def tag(written: str) -> str:
    plain = unicodedata.normalize("NFKC", written.lstrip("#＃")).replace("ํา", "ำ")
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf").lower()


def has_one(text: str, wanted: Iterable[str]) -> bool:
    """Whether any of these hashtags stands in the text. Thai is written on without spaces: what a hashtag begins counts."""
    known = [tag(one) for one in wanted]
    return any(found.startswith(one) for found in hashtags(text) for one in known if one)


def without_hashtags(text: str) -> str:
    """The story without the hashtags at its ends, which are no words of it; those within stay."""
    lines = text.strip()
    lines = re.sub(rf"^(?:\s*{_TAG.pattern})+\s*", "", lines)
    return re.sub(rf"(?:\s*{_TAG.pattern})+\s*$", "", lines).strip()
