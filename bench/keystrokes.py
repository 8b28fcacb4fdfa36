"""The Keystroke-Level Model: how long a practised person takes for a task, reckoned from what she presses. Pure.

Source: S. K. Card, T. P. Moran, A. Newell, "The keystroke-level model for user performance time with interactive systems",
Communications of the ACM 23 (7), July 1980, 396-410: K for an average non-secretary typist (40 words a minute), M, and the
rules for placing M. It foretells a practised person's work without mistakes to within some 20 %. It does not reckon
with talking, with listening, or with thinking what the answer is.
"""

from dataclasses import dataclass

PRESS_SECONDS = 0.28
THINK_SECONDS = 1.35
SHIFTED = frozenset('ฎฑธํ๊ณฯญฐฅฤฆฏโฌ็๋ษศซฉฮฺ์ฒฬฦู฿๑๒๓๔๕๖๗๘๙๐+"(),.?')
"""What needs the shift key on the Thai keyboard (Kedmanee, TIS 820-2538): one press more."""
LATIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True)
class Done:
    """What somebody did: keys pressed, and how often she had to think what comes next."""

    presses: int = 0
    thoughts: int = 0

    def __add__(self, other: "Done") -> "Done":
        return Done(self.presses + other.presses, self.thoughts + other.thoughts)

    def seconds(self, waited: float = 0.0) -> float:
        """With the time that the machine let her wait."""
        return self.presses * PRESS_SECONDS + self.thoughts * THINK_SECONDS + waited


def typed(text: str) -> Done:
    """A text of which she knows what it says: one thought, and its keys, the change of layout for digits included."""
    return Done(presses_of(text), 1)


def presses_of(text: str) -> int:
    presses, latin = 0, False
    for sign in text:
        if sign != " " and (sign in LATIN) is not latin:
            presses, latin = presses + 1, not latin
        presses += 2 if sign in SHIFTED else 1
    return presses + latin  # and back to Thai
