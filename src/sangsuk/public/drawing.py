"""Maps as SVG text: dots in a few paths, or outlines. Pure: places and counts in, text out.

The colours come from map.css on our pages; a picture that stands alone (the one to tap on) carries its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from sangsuk.places.queries import Dot, Frame, Shape

STEPS = (1, 5, 20, 50)
"""A dot's bucket: 0 none, 1 from one, 2 from five, 3 from twenty, 4 from fifty."""
WIDTHS = (11, 17, 23, 30, 38)
INK, QUIET, ACCENT, PAPER = "#1b2a33", "#8fa3a3", "#0b5d66", "#ffffff"


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


def path(dots: Sequence[Dot]) -> str:
    """Each step from the one before, in whole units: short, and gzip likes it."""
    steps, at = [], (0, 0)
    for dot in dots:
        x, y = round(dot.x), round(dot.y)
        steps.append(f"m{x - at[0]} {y - at[1]}h0")
        at = (x, y)
    return "".join(steps).replace(" -", "-")


CITIES = ("5001", "4001", "1001", "8401", "9011", "8301", "3001", "3401", "6501", "2001")


def picture(frame: Frame, dots: Sequence[Dot], shapes: Sequence[Shape], names: Mapping[str, str], *, size: float) -> str:
    """A map to tap on, as a file of its own. `size` is that of its letters, in units of the frame."""
    lines = [f'<path d="{shape.d}"/>' for shape in shapes]
    labels = [
        f'<text x="{round(dot.x)}" y="{round(dot.y - size * 0.7)}">{escape(names[dot.code])}</text>'
        for dot in dots
        if dot.code in names
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame.view_box}" width="{frame.width:.0f}" height="{frame.height:.0f}">'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        f'<g fill="#eef3f1" stroke="{QUIET}" stroke-width="1.5">{"".join(lines)}</g>'
        f'<path d="{path(dots)}" fill="none" stroke="{ACCENT}" stroke-linecap="round" stroke-width="{size * 0.45:.0f}"/>'
        f'<g font-family="Sarabun,Noto Sans Thai,Leelawadee UI,Thonburi,sans-serif" font-size="{size:.0f}" text-anchor="middle" '
        f'fill="{INK}" stroke="{PAPER}" stroke-width="{size * 0.25:.1f}" paint-order="stroke">{"".join(labels)}</g></svg>'
    )
