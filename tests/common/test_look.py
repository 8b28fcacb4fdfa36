"""One style sheet and one script a face, joined from small files, small on the wire, readable for everybody's eyes."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from sangsuk.common import look

STATIC = Path(look.__file__).parent / "static"


def joined(name: str) -> str:
    return Path(str(finders.find(name))).read_text()


def test_each_face_has_one_sheet_and_one_script() -> None:
    assert {"look/public.css", "look/public.js", "look/desk.css", "look/desk.js"} <= set(look.lists())


@pytest.mark.parametrize("name", ["look/public.css", "look/desk.css"])
def test_a_sheet_is_under_twelve_kilobytes_on_the_wire(name: str) -> None:
    assert len(gzip.compress(joined(name).encode())) < 12_000


@pytest.mark.parametrize("face", ["public", "desk"])
def test_the_scripts_that_a_face_brings_are_under_twenty_kilobytes(face: str) -> None:
    """Beside those of the field page, which stay on the phone: tests/desk/test_field.py."""
    lists = {name: parts for name, parts in look.lists().items() if name.endswith(".js") and face in name}
    own = {part for parts in lists.values() for part in parts if not part.startswith("js/field/")}
    assert own
    assert sum(Path(str(finders.find(part))).stat().st_size for part in own) < 20_000


def test_the_sheet_keeps_its_rules_when_squeezed() -> None:
    sheet = joined("look/public.css")
    assert "/*" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert "calc(var(--column) + 2 * var(--s3))" in sheet


def test_a_part_that_is_nowhere_is_said_aloud() -> None:
    with pytest.raises(FileNotFoundError, match=re.escape("css/nowhere.css")):
        look.joined("look/x.css", ["css/nowhere.css"])


def test_it_is_written_where_the_home_says() -> None:
    joined("look/public.css")
    assert (Path(settings.HOME) / "joined/look/public.css").exists()


def test_no_sheet_calls_for_another_file() -> None:
    assert not re.search(r"@import|url\(|https?:", joined("look/public.css") + joined("look/desk.css"))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio. Source: WCAG 2.2, relative luminance."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def schemes() -> list[dict[str, str]]:
    light, dark = (STATIC / "css/tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    read = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
    first = dict(read.findall(light))
    return [first, first | dict(read.findall(dark))]


READ_ON = [
    ("ink", "paper"), ("ink", "card"), ("ink-soft", "paper"), ("ink-soft", "card"), ("accent", "paper"), ("accent", "card"),
    ("accent", "accent-wash"), ("on-accent", "accent"), ("on-accent", "accent-deep"), ("leaf-ink", "leaf-wash"),
    ("amber-ink", "amber-wash"), ("ink", "amber-wash"), ("brick", "card"), ("brick", "paper"), ("brick", "brick-wash"),
    ("plum", "plum-wash"), ("ink", "accent-wash"), ("ink", "leaf-wash"), ("ink-soft", "amber-wash"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", schemes(), ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_words_stand_out_from_their_ground(scheme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(scheme[text], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", schemes(), ids=["light", "dark"])
def test_the_edge_of_an_input_can_be_seen(scheme: dict[str, str]) -> None:
    assert contrast(scheme["line-strong"], scheme["card"]) >= 3
    assert contrast(scheme["line-strong"], scheme["paper"]) >= 3


def test_the_given_colours_are_the_given_ones() -> None:
    light = schemes()[0]
    assert (light["ink"], light["paper"], light["accent"], light["brick"]) == (
        "#1b2a33",
        "#fbfaf7",
        "#0b5d66",
        "#a3271f",
    )


def test_no_line_of_thai_is_squeezed_or_stretched() -> None:
    for path in STATIC.glob("css/*.css"):
        sheet = path.read_text()
        assert not re.search(r"text-align:\s*justify|letter-spacing", sheet), path.name
        assert all(float(n) >= 1.35 for n in re.findall(r"line-height:\s*([\d.]+);", sheet)), path.name
