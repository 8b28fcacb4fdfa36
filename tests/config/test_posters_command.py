"""All posters of the country in one command."""

import re
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from sangsuk.papers.posters import Poster
from sangsuk.stories.cards import posters
from sangsuk.stories.cards.posters import Point
from sangsuk.stories.models import CardPoint
from typefaces import needs_thai_font

pytestmark = pytest.mark.usefixtures("world")


def pages(file: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", file.read_bytes()))


def test_every_district_office_has_one() -> None:
    assert len(posters.offices_with_cards()) == 878


def test_a_poster_says_the_building_that_people_went_to_and_a_short_address() -> None:
    assert posters.poster(Point("5001"), site="https://s.go.th/") == Poster(
        "ที่ว่าการอำเภอเมืองเชียงใหม่", "จังหวัดเชียงใหม่", "https://s.go.th/c/5001"
    )
    at_a_counter = posters.poster(Point("5001", "5001-2", "ช่องที่ 2"), site="https://s.go.th")
    assert (at_a_counter.address, at_a_counter.counter) == ("https://s.go.th/c/5001-2", "ช่องที่ 2")


@needs_thai_font
def test_both_sizes_are_written_for_the_offices_that_are_named(tmp_path: Path) -> None:
    call_command("posters", office=["5001", "5002"], to=tmp_path)
    assert {file.name: pages(file) for file in tmp_path.iterdir()} == {"posters-a4.pdf": 2, "posters-a6.pdf": 2}


@needs_thai_font
def test_a_file_for_each_province(tmp_path: Path) -> None:
    call_command("posters", office=["5001", "5002", "2001"], to=tmp_path / "new", size="a6", by_province=True)
    found = {file.name: pages(file) for file in (tmp_path / "new").iterdir()}
    assert found == {"posters-a6-20.pdf": 1, "posters-a6-50.pdf": 2}


@needs_thai_font
def test_counters_have_posters_of_their_own(tmp_path: Path) -> None:
    for no in (1, 2):
        CardPoint.objects.create(
            code=f"5001-{no}", office_id="5001", no=no, name_th=f"ช่องที่ {no}", opened_at=timezone.now()
        )
    call_command("posters", office=["5001", "5002"], counters=True, to=tmp_path, size="a6")
    assert pages(tmp_path / "posters-a6.pdf") == 4
    call_command("posters", counter=["5001-2"], to=tmp_path, size="a6")
    assert pages(tmp_path / "posters-a6.pdf") == 1
    with pytest.raises(CommandError, match="5001-9"):
        call_command("posters", counter=["5001-9"], to=tmp_path)


@pytest.mark.parametrize("codes", [["9999"], ["1001"], ["5001", "50-electricity"]])
def test_an_office_that_has_no_cards_is_named_in_the_refusal(codes: list[str], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=codes[-1]):
        call_command("posters", office=codes, to=tmp_path)
    assert list(tmp_path.iterdir()) == []


@needs_thai_font
@pytest.mark.slow
def test_the_whole_country_is_printed_within_a_minute(tmp_path: Path) -> None:
    began = time.monotonic()
    call_command("posters", to=tmp_path)
    assert time.monotonic() - began < 60
    assert {pages(file) for file in tmp_path.iterdir()} == {878}
