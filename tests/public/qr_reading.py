"""A QR code read back from its modules: enough for the codes that we draw, whole and unturned. ISO/IEC 18004, 7 and 12.

The tables of blocks and patterns are those of `qrcode`, which shares no line with the library that draws ours. Nothing is
mended: a module that is wrong makes the words wrong.
"""

import re
from collections.abc import Iterator

from qrcode.base import rs_blocks
from qrcode.util import mask_func, pattern_position

LEVELS = {0b01: 1, 0b00: 0, 0b11: 3, 0b10: 2}
"""The two bits of the symbol are those that `qrcode` gives its levels, L 1, M 0, Q 3, H 2."""
Modules = list[list[bool]]


def read(modules: Modules) -> str:
    """The words of a symbol in byte mode."""
    version = (len(modules) - 17) // 4
    level, mask = _format(modules)
    unmask, fixed = mask_func(mask), _fixed(version)
    bits = [modules[y][x] ^ unmask(y, x) for y, x in _way(len(modules), fixed)]
    codewords = [_number(bits[n : n + 8]) for n in range(0, len(bits) - 7, 8)]
    stream = "".join(f"{word:08b}" for word in _in_blocks(codewords, version, level))
    if stream[:4] != "0100":
        raise ValueError("not in byte mode")
    wide = 8 if version < 10 else 16
    many = int(stream[4 : 4 + wide], 2)
    first = 4 + wide
    return bytes(int(stream[n : n + 8], 2) for n in range(first, first + 8 * many, 8)).decode("latin-1")


def _format(modules: Modules) -> tuple[int, int]:
    """(level, mask) from beside the upper left finder; its own check bits are not looked at."""
    told = _number([modules[8][x] for x in (0, 1, 2, 3, 4)]) ^ 0b10101
    return LEVELS[told >> 3], told & 0b111


def _fixed(version: int) -> set[tuple[int, int]]:
    """Where no data stand: finders, timing, alignment, format, version."""
    size = version * 4 + 17
    corners = ((0, 0, 9, 9), (0, size - 8, 9, size), (size - 8, 0, size, 9))
    found = {(y, x) for top, left, low, right in corners for y in range(top, low) for x in range(left, right)}
    found |= {(6, n) for n in range(size)} | {(n, 6) for n in range(size)}
    centres = pattern_position(version)
    for y in centres:
        for x in centres:
            if (y, x) not in ((6, 6), (6, size - 7), (size - 7, 6)):
                found |= {(y + dy, x + dx) for dy in range(-2, 3) for dx in range(-2, 3)}
    if version >= 7:
        found |= {(y, size - 9 - n) for y in range(6) for n in range(3)}
        found |= {(size - 9 - n, x) for x in range(6) for n in range(3)}
    return found


def _way(size: int, fixed: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Two columns at a time from the right, up and down in turns, past the timing column."""
    up = True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        for y in reversed(range(size)) if up else range(size):
            yield from ((y, x) for x in (right, right - 1) if (y, x) not in fixed)
        up = not up


def _in_blocks(codewords: list[int], version: int, level: int) -> list[int]:
    """The data of each block in turn; they stand in the symbol one of each block after the other."""
    blocks = rs_blocks(version, level)
    found: list[list[int]] = [[] for _block in blocks]
    words = iter(codewords)
    for place in range(max(block.data_count for block in blocks)):
        for block, kept in zip(blocks, found, strict=True):
            if place < block.data_count:
                kept.append(next(words))
    return [word for kept in found for word in kept]


def _number(bits: list[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)


def drawn(svg: str, border: int) -> Modules:
    """The modules of a picture that segno drew: lines of one unit, each from where the one before ended."""
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1] if "viewBox" in svg else re.search(r'width="(\d+)', svg)[1])  # type: ignore[index]
    (path,) = re.findall(r'<path[^>]* d="(M[^"]+h[^"Zz]+)"[^>]*/>', svg)[-1:]
    dark = [[False] * size for _row in range(size)]
    x, y = 0.0, 0.0
    for letter, told in re.findall(r"([Mmh])([^Mmh]+)", path):
        values = [float(value) for value in re.findall(r"-?[\d.]+", told)]
        if letter == "h":
            for column in range(int(values[0])):
                dark[int(y)][int(x) + column] = True
            x += values[0]
        else:
            x, y = (values[0], values[1]) if letter == "M" else (x + values[0], y + values[1])
    return [row[border:-border] for row in dark[border:-border]]
