"""Kinship, illness, work, events and words such as "the only one in the village": what else makes somebody known."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .found import REWORD, Proposal
from .moments import moments
from .places import places
from .signs import Hit, Lexicon, alternatives

_PLAIN = ("body", "occupation", "event", "only", "group")


def pieces(text: str, lexicon: Lexicon) -> list[Proposal]:
    """Everything in the text by which neighbours could know somebody, each with a suggested rewording."""
    found = [*moments(text), *places(text, lexicon), *_kinship(text, lexicon), *_illness(text, lexicon)]
    return found + [_piece(kind, hit) for kind in _PLAIN for hit in lexicon.hits(kind, text)]


def _piece(kind: str, hit: Hit) -> Proposal:
    return Proposal(REWORD, kind, hit.start, hit.end, hit.sign.instead, kind, hit.sign.points)


def _kinship(text: str, lexicon: Lexicon) -> Iterator[Proposal]:
    """ "หลานชายคนเล็กของกำนัน" points at one family; "หลานชายคนเล็ก" at one child."""
    of_notable, ordered = _kin(lexicon.words("kin"), lexicon.words("kin_order"), lexicon.words("notable"))
    taken: list[tuple[int, int]] = []
    for found in of_notable.finditer(text):
        sign = lexicon.sign_of("notable", found["notable"])
        taken.append(found.span())
        yield Proposal(REWORD, "kin", found.start(), found.end(), sign.instead, "kin_notable", sign.points)
    for found in ordered.finditer(text):
        if not any(start <= found.start() < end for start, end in taken):
            yield Proposal(REWORD, "kin", found.start(), found.end(), found["kin"], "kin", 1)


@lru_cache(maxsize=4)
def _kin(
    kin: tuple[str, ...], order: tuple[str, ...], notable: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    word, which, whose = alternatives(kin), alternatives(order), alternatives(notable)
    return (
        re.compile(rf"(?P<kin>{word})\s*(?:{which})?\s*(?:ของ|ท่าน)?\s*(?:ท่าน)?(?P<notable>{whose})(?:ตำบล|หมู่)?"),
        re.compile(rf"(?P<kin>{word})\s*(?:{which})"),
    )


def _illness(text: str, lexicon: Lexicon) -> Iterator[Proposal]:
    """ "ป่วยเป็นโรคลมชัก" is reworded whole, so that the sentence still reads."""
    for hit in lexicon.hits("illness", text):
        before = re.search(r"(?P<has>(?:ป่วย|เจ็บ|ติด)?(?:เป็น|ด้วย)?\s*)(?:โรค)?$", text[: hit.start])
        start = before.start() if before else hit.start
        has = before["has"].strip() if before else ""
        instead = f"มี{hit.sign.instead}" if has else hit.sign.instead
        yield Proposal(REWORD, "illness", start, hit.end, instead, "illness", hit.sign.points)
