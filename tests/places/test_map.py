"""The map: dots, outlines, and a click on it."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.common.errors import Missing
from sangsuk.places import drawing, queries
from sangsuk.places.drawing import Frame


@pytest.mark.django_db
def test_every_district_is_a_dot_inside_the_view_box(world: None) -> None:
    frame, dots = queries.frame(), queries.dots()
    assert len(dots) == 928
    assert frame.height == 1000
    assert all(0 < dot.x < frame.width and 0 < dot.y < frame.height for dot in dots)


@pytest.mark.django_db
def test_north_is_up_and_east_is_right(world: None) -> None:
    by_code = {dot.code: dot for dot in queries.dots()}
    chiang_mai, bangkok, hat_yai, ubon = (by_code[code] for code in ("5001", "1001", "9011", "3401"))
    assert chiang_mai.y < bangkok.y < hat_yai.y
    assert chiang_mai.x < bangkok.x < ubon.x


@pytest.mark.django_db
def test_a_click_finds_the_nearest_district(world: None) -> None:
    for dot in queries.dots()[::50]:
        assert queries.near(dot.x + 0.02, dot.y - 0.02).code == dot.code


@pytest.mark.django_db
def test_a_province_has_a_map_of_its_own(world: None) -> None:
    dots, frame = queries.dots("50"), queries.frame("50")
    assert {dot.province_code for dot in dots} == {"50"}
    assert len(dots) == 25
    assert max(frame.width, frame.height) == 1000
    assert all(0 < dot.x < frame.width and 0 < dot.y < frame.height for dot in dots)
    assert queries.near(dots[3].x, dots[3].y, "50") == dots[3]


@pytest.mark.django_db
def test_an_unknown_province_has_no_dots_and_no_nearest(world: None) -> None:
    assert queries.dots("99") == []
    with pytest.raises(Missing):
        queries.near(1, 1, "99")


@pytest.mark.django_db
def test_without_outlines_there_are_no_shapes(world: None) -> None:
    assert queries.shapes("district") == []
    assert not queries.has_outlines()


@given(x=st.floats(97.5, 105.5), y=st.floats(5.7, 20.4))
def test_projecting_there_and_back_is_the_same_place(x: float, y: float) -> None:
    frame = Frame.around(*drawing.COUNTRY)
    back = frame.unproject(*frame.project(x, y))
    assert back == (pytest.approx(x, abs=0.002), pytest.approx(y, abs=0.002))


def test_a_square_is_drawn_as_four_corners() -> None:
    frame = Frame.around(100, 10, 101, 11)
    path = drawing.draw({"01": shapely.box(100, 10, 101, 11)}, frame)["01"]
    assert path.startswith("M") and path.endswith("z")
    assert path.count("l") == 1
    numbers = path[1:-1].replace("l", " ").replace("-", " -").split()
    assert {abs(float(n)) for n in numbers} == {0, frame.width, 1000}


def test_specks_are_left_out_but_not_an_area_that_is_all_speck() -> None:
    frame = Frame.around(100, 10, 101, 11)
    island = shapely.box(100.9, 10.9, 100.9005, 10.9005)
    both = shapely.MultiPolygon([shapely.box(100, 10, 100.5, 10.5), island])
    assert drawing.draw({"01": both}, frame)["01"].count("M") == 1
