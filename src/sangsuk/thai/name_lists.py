"""What is known of Thai names: given and family names, nicknames, and which everyday words are names as well.

The long lists are PyThaiNLP's (names CC BY-SA 4.0 by Korkeat Wannapat, words and their frequencies CC0), read from its
own folder when a text first needs them; nothing of them is kept here. The short ones are ours: data/*.txt.
"""

import tempfile
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import nlpo3

from .lists import listed
from .segmenting import Segmenter
from .words import corpus

EVERYDAY_FROM = 1_000
"""How often the Thai National Corpus must hold a word for it to end a name."""


@dataclass(frozen=True, slots=True)
class Known:
    given: frozenset[str]
    sure: frozenset[str]
    """Given names that say nothing else in Thai: one of them alone is a person."""
    family: frozenset[str]
    sure_family: frozenset[str]
    """Family names that say nothing else in Thai."""
    nick: frozenset[str]
    both: frozenset[str]
    """Names that are everyday words, places or roads as well."""
    words: frozenset[str]
    ends: frozenset[str]
    """Words at which a name ends: everyday ones, but not those of good omen, of which family names are made."""
    no_part: frozenset[str]
    """Words of which no name is made, unlike those of good omen, names and whatever is no word."""
    only_names: frozenset[str]
    """Names that `segment` does not know, so that it would cut them into pieces."""


@cache
def known() -> Known:
    words = {word for word in _read("words_th.txt") if word.strip()}
    given = {n for n in _read("person_names_male_th.txt") | _read("person_names_female_th.txt") if _thai(n)}
    family = {n for n in _read("family_names_th.txt") if _thai(n)}
    stops, both, nick = listed("stops"), listed("names_and_words"), listed("nicknames")
    given |= listed("foreign_names")
    given -= stops | {"นาย", "นาง"}
    often = {word for word, times in _frequencies() if times >= EVERYDAY_FROM and len(word) > 1}
    ends = (often & words | stops) - listed("omens") - nick - (given - both)
    sure = {n for n in given if len(n) >= 4 and n not in both and (n not in words or n not in ends)}
    sure_family = {n for n in family if len(n) >= 5 and n not in words and n not in both}
    no_part = (words - listed("omens") - ((given | family) - ends)) | (stops & (listed("omens") | (stops - words)))
    only_names = (given | family | nick) - words
    return Known(*map(frozenset, (given, sure, family, sure_family, nick, both, words, ends, no_part, only_names)))


def _load(dictionary: str) -> None:
    lists = known()
    names = {name for name in lists.given | lists.family if len(name) >= 4} | lists.nick
    with tempfile.TemporaryDirectory(prefix="sangsuk-") as folder:  # the segmenter takes a file only
        path = Path(folder) / "names.txt"
        path.write_text("\n".join(sorted(lists.words | names)), encoding="utf-8")
        nlpo3.load_dict(str(path), dictionary)


pieces = Segmenter("sangsuk-names", _load)
"""The same as `words.segment`, with names kept whole: 'สมชาย', not 'สม' and 'ชาย'."""


def run_pieces(run: str) -> list[str]:
    """The same of a run that may be a name: it is looked at several times within one text."""
    return list(_of_run(run))


@lru_cache(maxsize=256)
def _of_run(run: str) -> tuple[str, ...]:
    return tuple(pieces(run))


def _read(name: str) -> set[str]:
    return set(corpus(name).read_text(encoding="utf-8").splitlines())


def _thai(name: str) -> bool:
    return len(name) >= 2 and all("ก" <= sign <= "๎" for sign in name)


def _frequencies() -> list[tuple[str, int]]:
    rows = (line.split("\t") for line in corpus("tnc_freq.txt").read_text(encoding="utf-8").splitlines())
    return [(row[0], int(row[1])) for row in rows if len(row) == 2]
