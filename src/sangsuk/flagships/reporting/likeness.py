"""Whether two pictures look the same, by 64 bits of each: brighter or darker than the neighbour to the right. Pure.

Made smaller, pressed harder or cut by a hair a photograph keeps nearly all of them; another photograph shares about half.
Two that differ in at most `NEAR` bits agree in at least one of four quarters, so the database finds them by those.
"""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image

NEAR = 3
PLAIN = 6
"""With fewer bits than this set, or not set, a picture is a plain wall: everything looks like it."""


def look_of(image: Image.Image) -> int:
    small = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    pixels = list(small.tobytes())
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (pixels[at] > pixels[at + 1])
    return bits - (1 << 64) if bits >= 1 << 63 else bits  # as a signed bigint


def look_of_file(path: Path) -> int:
    with Image.open(path) as image:
        return look_of(image)


def bands(look: int) -> list[int]:
    """Its four quarters, each with its place in it, so that a quarter is only like the same quarter."""
    bits = look & (1 << 64) - 1
    return [place << 16 | bits >> 16 * place & 0xFFFF for place in range(4)]


def says_something(look: int) -> bool:
    many = (look & (1 << 64) - 1).bit_count()
    return PLAIN <= many <= 64 - PLAIN


def apart(one: int, other: int) -> int:
    return ((one ^ other) & (1 << 64) - 1).bit_count()


def nearest(look: int, others: Iterable[int]) -> int | None:
    """The least distance within `NEAR`, if any."""
    near = [apart(look, other) for other in others]
    return min((one for one in near if one <= NEAR), default=None)
