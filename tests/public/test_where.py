"""Where: by name, by position, by a tap, from lists; and asked again before it counts."""

import pytest
from django.test import Client

from sangsuk.cases.models import Case
from sangsuk.places import queries as places
from sangsuk.places.models import Village

from .telling import story, text


def test_suggestions_come_while_typing_in_thai_and_english(client: Client) -> None:
    for typed in ("สุเทพ", "suthep"):
        items = client.get("/places/suggest", {"q": typed}).json()["items"]
        assert "500108" in [item["code"] for item in items] or any("สุเทพ" in item["label"] for item in items)


@pytest.mark.parametrize("typed", ["", " ", "%", "'", "\\", "ก" * 500, "<b>"])
def test_odd_typing_gets_a_list_and_never_an_error(client: Client, typed: str) -> None:
    assert client.get("/places/suggest", {"q": typed}).status_code == 200


def test_searching_without_javascript_lists_places_to_press(client: Client) -> None:
    page = text(client.get(f"{story(client)}/where", {"q": "หาดใหญ่"}))
    assert 'name="place" value="9011"' in page


def test_a_province_typed_by_name_shows_its_districts(client: Client) -> None:
    answer = client.get(f"{story(client)}/where", {"q": "จังหวัดน่าน"})
    assert {place["code"][:2] for place in answer.context["districts"]} == {"55"}


def test_a_name_that_is_nowhere_is_said_so_and_stays_in_the_field(client: Client) -> None:
    answer = client.get(f"{story(client)}/where", {"q": "ฮอกวอตส์"})
    assert answer.status_code == 422
    assert "ไม่พบ “ฮอกวอตส์”" in text(answer)
    assert 'value="ฮอกวอตส์"' in text(answer)


def test_a_tap_on_the_country_leads_to_the_province_tapped(client: Client) -> None:
    frame = places.frame()
    x, y = frame.project(98.98, 18.79)
    scale = 288 / frame.width
    answer = client.get(f"{story(client)}/where", {"at.x": int(x * scale), "at.y": int(y * scale)})
    assert answer.context["province_code"] == "50"


def test_a_tap_on_the_province_chooses_the_district_tapped(client: Client) -> None:
    draft = story(client)
    frame = places.frame("50")
    dot = next(dot for dot in places.dots("50") if dot.code == "5024")
    scale = 288 / frame.width
    client.post(f"{draft}/where", {"province": "50", "at.x": int(dot.x * scale), "at.y": int(dot.y * scale)})
    assert "อำเภอ" in client.get(f"{draft}/place").context["title"]
    assert client.get(f"{draft}/place").context["title"].startswith(places.district("5024").title("th"))


@pytest.mark.parametrize("junk", [{"at.x": "x", "at.y": "9"}, {"province": "99"}, {"province": "50", "at.x": "nan"}])
def test_a_broken_tap_shows_the_page_and_no_error(client: Client, junk: dict[str, str]) -> None:
    assert client.get(f"{story(client)}/where", junk).status_code == 200


def test_the_phones_position_is_only_a_guess_that_she_confirms(client: Client) -> None:
    draft = story(client)
    answer = client.post(f"{draft}/where", {"longitude": "98.9853", "latitude": "18.7883"})
    assert answer["Location"] == f"{draft}/place"
    page = text(client.get(f"{draft}/place"))
    assert "อำเภอเมืองเชียงใหม่" in page
    assert "เราเดาจากตำแหน่งที่ท่านให้มา" in page


@pytest.mark.parametrize(
    ("point", "sentence"),
    [
        (("102.6331", "17.9757"), "จุดนี้อยู่นอกประเทศไทย"),  # Vientiane
        (("2.35", "48.85"), "จุดนี้อยู่นอกประเทศไทย"),
        (("x", "y"), "พิกัดนี้อ่านไม่ได้"),
        (("nan", "13"), "พิกัดนี้อ่านไม่ได้"),
    ],
)
def test_a_point_that_is_not_in_thailand_is_refused_in_words(
    client: Client, point: tuple[str, str], sentence: str
) -> None:
    answer = client.post(f"{story(client)}/where", {"longitude": point[0], "latitude": point[1]})
    assert answer.status_code == 422
    assert sentence in text(answer)


@pytest.mark.parametrize("code", ["9999", "50", "abc", "5001070101", ""])
def test_a_place_that_does_not_exist_is_refused(client: Client, code: str) -> None:
    assert client.post(f"{story(client)}/where", {"place": code}).status_code == 422


def test_a_subdistrict_of_another_district_is_refused(client: Client) -> None:
    draft = story(client)
    client.post(f"{draft}/where", {"place": "5001"})
    assert client.post(f"{draft}/place", {"subdistrict": "100101"}).status_code == 422


def test_in_bangkok_the_subdistrict_is_called_khwaeng(client: Client) -> None:
    draft = story(client)
    client.post(f"{draft}/where", {"place": "1004"})
    assert "แขวง" in str(client.get(f"{draft}/place").context["form"].fields["subdistrict"].label)


def test_choosing_another_place_forgets_the_old_point(client: Client) -> None:
    draft = story(client)
    client.post(f"{draft}/where", {"longitude": "98.98", "latitude": "18.79"})
    client.post(f"{draft}/where", {"place": "9011"})
    assert "from_point" not in client.get(f"{draft}/place").context


def test_the_pictures_to_tap_on_are_small_and_name_places(client: Client) -> None:
    country, province = client.get("/map/pick.svg"), client.get("/map/pick-50.svg")
    assert country["Content-Type"] == "image/svg+xml"
    assert "กรุงเทพฯ" in country.content.decode()
    assert "เชียงดาว" in province.content.decode()
    assert client.get("/map/pick-99.svg").status_code == 404


def test_a_village_chosen_from_the_list_is_kept_with_the_areas_around_it(client: Client) -> None:
    Village.objects.create(
        code="50010703", subdistrict_id="500107", moo=3, name_th="บ้านท่อ", name_en="Ban Tho", source="test"
    )
    draft = story(client)
    client.post(f"{draft}/where", {"place": "50010703"})
    assert "หมู่ที่ 3 บ้านท่อ" in text(client.get(f"{draft}/place"))
    client.post(f"{draft}/place", {"subdistrict": "500107"})
    client.post(f"{draft}/who", {"identity": "none", "language": "th"})
    assert (Case.objects.get().village_id, Case.objects.get().subdistrict_id) == ("50010703", "500107")


def test_another_subdistrict_forgets_the_village(client: Client) -> None:
    Village.objects.create(
        code="50010703", subdistrict_id="500107", moo=3, name_th="บ้านท่อ", name_en="Ban Tho", source="test"
    )
    draft = story(client)
    client.post(f"{draft}/where", {"place": "50010703"})
    client.post(f"{draft}/place", {"subdistrict": "500108"})
    client.post(f"{draft}/who", {"identity": "none", "language": "th"})
    assert (Case.objects.get().village_id, Case.objects.get().subdistrict_id) == (None, "500108")
