"""Cutting text into words with nlpO3, by a dictionary that is read when a text first needs it."""

import threading
from collections.abc import Callable

import nlpo3


class Segmenter:
    """Words in order; joined again they are the text. `load` gives the dictionary to nlpO3 under the name it is told, once.

    Not in the segmenter's "safe" mode: that one repeats pieces of texts longer than 140 letters, and guards against
    nothing that we could find (tests/thai/test_long_texts.py holds both).
    """

    def __init__(self, dictionary: str, load: Callable[[str], None]) -> None:
        self._dictionary, self._load = dictionary, load
        self._lock, self._loaded = threading.Lock(), False

    def __call__(self, text: str) -> list[str]:
        if not text:
            return []
        if not self._loaded:
            self._read()
        return nlpo3.segment(text, self._dictionary, safe=False, parallel=False)

    def _read(self) -> None:
        with self._lock:
            if not self._loaded:
                self._load(self._dictionary)
                self._loaded = True
