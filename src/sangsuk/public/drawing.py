"""Maps as SVG text: dots in a few paths, or outlines. Pure: places and counts in, text out.

The colours come from map.css on our pages; a picture that stands alone (the one to tap on) carries its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from sangsuk.places.queries import Dot, Frame, Shape

STEPS = (1, 5, 20, 50)
"""A dot's bucket: 0 none, 1 from one, 2 from five, 3 from twenty, 4 from fifty."""
WIDTHS = (10, 15, 20, 26, 33)
INK, QUIET, DOT, PAPER = "#1b2a33", "#8fa3a3", "#3f8a90", "#ffffff"


def bucket(n: int) -> int:
    return sum(n >= step for step in STEPS)


@dataclass(frozen=True)
class Layer:
    """Dots of one bucket as one path; the round ends of lines without length draw them."""

    bucket: int
    width: float
    d: str


def layers(dots: Iterable[Dot], counts: Mapping[str, int], *, scale: float = 1.0) -> list[Layer]:
    """The fewest first, so that a large dot lies above the small ones beside it."""
    found: dict[int, list[Dot]] = {}
    for dot in dots:
        found.setdefault(bucket(counts.get(dot.code, 0)), []).append(dot)
    return [Layer(step, WIDTHS[step] * scale, path(found[step])) for step in sorted(found)]


def merged(shapes: Iterable[Shape], counts: Mapping[str, int]) -> list[Layer]:
    """Outlines of one bucket as one path."""
    found: dict[int, list[str]] = {}
    for shape in shapes:
        found.setdefault(bucket(counts.get(shape.code, 0)), []).append(shape.d)
    return [Layer(step, 0, "".join(found[step])) for step in sorted(found)]


def path(dots: Sequence[Dot]) -> str:
    """Each step from the one before, in whole units: short, and gzip likes it."""
    steps, at = [], (0, 0)
    for dot in dots:
        x, y = round(dot.x), round(dot.y)
        steps.append(f"m{x - at[0]} {y - at[1]}h0")
        at = (x, y)
    return "".join(steps).replace(" -", "-")


@dataclass(frozen=True)
class Label:
    x: int
    y: int
    text: str


def placed(dots: Sequence[Dot], names: Mapping[str, str], frame: Frame, size: float) -> list[Label]:
    """The names that find room: no two on top of each other, none over the edge. `size` is that of the letters."""
    boxes: list[tuple[float, float, float, float]] = []
    found = []
    for dot in sorted(dots, key=lambda d: d.code):
        name = names.get(dot.code, "")
        half, y = len(re.sub("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", name)) * size * 0.29, dot.y - size * 0.75
        x = min(max(dot.x, half + 4), frame.width - half - 4)
        box = (x - half, y - size, x + half, y + size * 0.35)
        if not name or y < size or any(_overlap(box, other) for other in boxes):
            continue
        boxes.append(box)
        found.append(Label(round(x), round(y), name))
    return found


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def picture(
    frame: Frame, dots: Sequence[Dot], shapes: Sequence[Shape], names: Mapping[str, str], *, size: float
) -> str:
    """A map to tap on, as a file of its own. `size` is that of its letters, in units of the frame."""
    outlines = "".join(f'<path d="{shape.d}"/>' for shape in shapes)
    labels = "".join(f'<text x="{n.x}" y="{n.y}">{escape(n.text)}</text>' for n in placed(dots, names, frame, size))
    width = size * (0.62 if len(dots) < 100 else 0.42)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame.view_box}" width="{frame.width:.0f}" height="{frame.height:.0f}">'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        f'<g fill="#eef3f1" stroke="{QUIET}" stroke-width="1.5">{outlines}</g>'
        f'<path d="{path(dots)}" fill="none" stroke="{DOT}" stroke-linecap="round" stroke-width="{width:.0f}"/>'
        f'<g font-family="Sarabun,Noto Sans Thai,Leelawadee UI,Thonburi,sans-serif" font-size="{size:.0f}" text-anchor="middle" '
        f'fill="{INK}" stroke="{PAPER}" stroke-width="{size * 0.25:.1f}" paint-order="stroke">'
        f"{labels}</g></svg>"
    )
