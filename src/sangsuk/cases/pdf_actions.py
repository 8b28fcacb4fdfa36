"""What a PDF can do by itself when somebody opens it: run a script, start a program, send a form, carry other files.

Looked for in the names of the file, also written with hex signs (/J#61vaScript) and in its packed parts, as far as they
unpack within bounds. A finding is told to the official before she saves the file; it is no proof of harm, and none
found is no proof of its absence: papers are only ever saved, never shown, and a scanner may look at them as well.
Source: ISO 32000-1, 7.3.5 (names), 7.5.7 (object streams), 12.6.4 (actions).
"""

import re
import zlib
from collections.abc import Iterator

SCRIPT, PROGRAM, FILES, SENDS, HIDDEN = "script", "program", "files", "sends", "hidden"
_SIGNS = {
    SCRIPT: (b"JavaScript", b"JS"),
    PROGRAM: (b"Launch",),
    FILES: (b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia"),
    SENDS: (b"SubmitForm", b"ImportData", b"XFA"),
}
_OF_NAME = {name: sign for sign, names in _SIGNS.items() for name in names}
_NAME = re.compile(rb"/([A-Za-z#][A-Za-z0-9#]{1,60})")
_STREAM = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b.{0,400}?stream\r?\n", re.DOTALL)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_END_OF_ZIP = b"PK\x05\x06"
MOST_STREAMS, MOST_EACH, MOST_ALL = 2_000, 2_000_000, 30_000_000


def actions_of(data: bytes) -> str:
    """What was found, as sorted words with spaces; "" for nothing. "hidden": packed or locked beyond our bounds."""
    found = set(_named(data))
    left = MOST_ALL
    for many, stream in enumerate(_STREAM.finditer(data)):
        if many >= MOST_STREAMS or left <= 0:
            found.add(HIDDEN)
            break
        unpacked = _unpacked(data, stream.end())
        left -= len(unpacked)
        found |= set(_named(unpacked)) if b"/" in unpacked else set()
    if re.search(rb"/Encrypt\b", data):
        found.add(HIDDEN)
    if _END_OF_ZIP in data[-66_000:]:  # a pack of files in the clothes of a paper
        found.add(FILES)
    return " ".join(sorted(found))


def _named(data: bytes) -> Iterator[str]:
    for name in set(_NAME.findall(data)):
        plain = _HEX.sub(lambda hit: bytes([int(hit[1], 16)]), name) if b"#" in name else name
        if plain in _OF_NAME:
            yield _OF_NAME[plain]


def _unpacked(data: bytes, start: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data[start : start + MOST_EACH], MOST_EACH)
    except zlib.error:
        return b""
