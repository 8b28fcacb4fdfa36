"""The map: every district a dot, the number in its size and depth, few bytes, and no name on top of another."""

import re

import pytest
from django.test import Client

from factories import case
from sangsuk.places import queries as places
from sangsuk.places.queries import Dot
from sangsuk.public import drawing


def dots(*points: tuple[str, float, float]) -> list[Dot]:
    return [Dot(code, x, y, f"ชื่อ{code}", f"Name{code}", code[:2]) for code, x, y in points]


def decoded(d: str) -> list[tuple[int, int]]:
    """The places that a path of dots draws."""
    at, found = (0, 0), []
    for dx, dy in re.findall(r"m(-?\d+) ?(-?\d+)h0", d):
        at = (at[0] + int(dx), at[1] + int(dy))
        found.append(at)
    return found


@pytest.mark.parametrize(
    ("n", "bucket"), [(0, 0), (1, 1), (4, 1), (5, 2), (19, 2), (20, 3), (49, 3), (50, 4), (9999, 4)]
)
def test_a_number_has_its_bucket(n: int, bucket: int) -> None:
    assert drawing.bucket(n) == bucket


def test_a_path_draws_each_dot_where_it_belongs() -> None:
    placed = [("1001", 10.4, 20.6), ("1002", 5, 30), ("5001", 100, 0)]
    assert decoded(drawing.path(dots(*placed))) == [(10, 21), (5, 30), (100, 0)]


def test_dots_of_one_bucket_are_one_path_and_the_fullest_lie_on_top() -> None:
    layers = drawing.layers(dots(("1001", 1, 1), ("1002", 2, 2), ("1003", 3, 3)), {"1001": 60, "1003": 2})
    assert [layer.bucket for layer in layers] == [0, 1, 4]
    assert layers[0].width < layers[1].width < layers[2].width


def test_no_name_lies_on_another_or_over_the_edge(world: None) -> None:
    frame = places.frame("50")
    labels = drawing.placed(places.dots("50"), {d.code: d.name_th for d in places.dots("50")}, frame, 34)
    assert 8 < len(labels) < 25
    assert all(0 < label.x < frame.width and 0 < label.y < frame.height for label in labels)


def test_a_name_cannot_break_out_of_the_picture() -> None:
    from sangsuk.places.queries import Frame

    drawn = drawing.picture(Frame.around(0, 0, 1, 1), dots(("1001", 500, 500)), [], {"1001": "<script>&"}, size=30)
    assert "<script>" not in drawn


def test_thailand_has_928_dots_in_few_bytes(world: None, client: Client) -> None:
    for address in ("/", "/map"):
        page = client.get(address).content.decode()
        paths = re.findall(r'class="map__dots map__dots--\d" stroke-width="[\d.]+" d="([^"]+)"', page)
        assert sum(len(decoded(d)) for d in paths) == 928
        assert sum(map(len, paths)) < 11_000


def test_each_province_on_the_map_is_a_link_that_only_a_pointer_meets(world: None, client: Client) -> None:
    page = client.get("/map").content.decode()
    assert page.count('tabindex="-1"><title>') == 77
    assert len(set(re.findall(r'<th scope="row"><a href="(/map/\d\d)"', page))) == 77


def test_the_map_and_the_table_show_what_is_open(world: None, client: Client) -> None:
    for n in range(6):
        case(n)
    page = client.get("/map").content.decode()
    assert "ขณะนี้มี 6 เรื่อง" in page
    assert 'class="map__dots map__dots--2"' in page
    assert re.search(r'เชียงใหม่</a></th><td class="table__number">6<', page)


def test_few_cases_in_a_district_are_not_told_exactly(world: None, client: Client) -> None:
    for n in range(3):
        case(n)
    page = client.get("/map/50").content.decode()
    assert re.search(r'เมืองเชียงใหม่</th><td class="table__number">1–4<', page)
    assert ">3<" not in page
