"""Forms as data: what comes with the product, and CSV that is written and read without loss."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessing import begun, form
from factories import MONDAY
from people import actor
from sangsuk.common.cells import csv_file
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.standards import actions, forms, sheets
from sangsuk.standards.models import Band, Criterion, Form, StandardRule
from sangsuk.standards.sheets import CriterionGiven, FormGiven, SectionGiven

pytestmark = pytest.mark.usefixtures("world")
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n\x00|'", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")),
    min_size=5,
    max_size=20,
)
CODES = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)


@st.composite
def criteria(draw: st.DrawFn, no: int, code: str) -> CriterionGiven:
    kind = draw(st.sampled_from(("count", "choice", "yes_no")))
    n = {"count": draw(st.integers(1, 5)), "choice": draw(st.integers(2, 5)), "yes_no": 0}[kind]
    parts = tuple({"th": draw(WORDS), "en": draw(st.one_of(st.just(""), WORDS))} for _no in range(n))
    many = {"count": n + 1, "choice": n, "yes_no": 2}[kind]
    points = sorted(draw(st.lists(st.integers(0, 999), min_size=many, max_size=many)))
    points[-1] = max(points[-1], 1)
    text = draw(WORDS)
    return CriterionGiven(
        no, code, text, draw(WORDS), kind, parts, tuple(Decimal(one).scaleb(-2) for one in points), draw(st.booleans()),
        draw(st.sampled_from(("official", "confirmed", "inferred"))), draw(WORDS),
    )  # fmt: skip


@st.composite
def whole_forms(draw: st.DrawFn) -> FormGiven:
    codes = draw(st.lists(CODES, min_size=1, max_size=6, unique=True))
    sections = tuple(
        SectionGiven(at, draw(WORDS), draw(WORDS), (draw(criteria(1, code)),)) for at, code in enumerate(codes, start=1)
    )
    return FormGiven(
        "some-form", 2572, "service", draw(WORDS), draw(WORDS), date(2028, 10, 1), draw(WORDS), sections=sections
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(whole_forms())
def test_csv_is_written_and_read_without_loss(whole: FormGiven) -> None:
    assert sheets.read(csv_file(sheets.table(whole))) == whole


def test_words_that_look_like_a_formula_come_back_as_they_were() -> None:
    one = replace(sheets.given_of(form()), title_th="=1+1 แบบทดสอบ", title_en="-5 degrees")
    data = csv_file(sheets.table(one))
    assert b"'=1+1" in data and sheets.read(data) == one


def test_what_comes_with_the_product_is_made_once_and_is_then_everybodys() -> None:
    assert Form.objects.filter(state="released").count() == 2
    Form.objects.filter(code="service-office").update(title_th="ชื่อที่กรมแก้แล้ว")
    actions.load()
    assert form().title_th == "ชื่อที่กรมแก้แล้ว" and Form.objects.count() == 2
    marks = set(Criterion.objects.values_list("basis", flat=True))
    assert marks == {"official", "inferred"} and not Criterion.objects.filter(source="").exists()


def test_every_number_names_its_source() -> None:
    assert StandardRule.objects.count() == 11 and Band.objects.filter(about="service").count() == 4
    assert not StandardRule.objects.filter(source="").exists() and not Band.objects.filter(source="").exists()


def test_the_points_of_the_form_are_those_of_the_outline() -> None:
    """Zones 0-8 by four elements, signs 0-8, old notices 0-4, hours 0-2-4."""
    points = {one.code: [int(point) for point in one.points] for one in Criterion.objects.filter(section__form=form())}
    for zone in ("public-zone", "staff-zone", "important-zone", "lighting", "signs-plan"):
        assert points[zone] == [0, 2, 4, 6, 8]
    assert (points["old-notices"], points["hours"]) == ([0, 2, 4], [0, 2, 4])


def test_a_released_form_never_changes_under_an_assessment() -> None:
    one = begun()
    with pytest.raises(Refused, match="แก้ไม่ได้"):
        forms.remove(one.form, section_no=1, code="public-zone", by=actor("dao"))
    new = forms.new_version(one.form, by=actor("dao"), now=MONDAY)
    forms.remove(new, section_no=1, code="public-zone", by=actor("dao"), now=MONDAY)
    with pytest.raises(Refused, match="ฉบับร่าง"):
        forms.new_version(one.form, by=actor("dao"), now=MONDAY)
    forms.release(new, by=actor("nok"), now=MONDAY)
    one.refresh_from_db()
    assert one.form.version == 1 and one.form.state == "replaced"
    assert Criterion.objects.filter(section__form=one.form).count() == 12
    with pytest.raises(Refused):
        begun()


def test_two_who_change_a_draft_do_not_overwrite_each_other() -> None:
    draft = forms.copy(form(), year_be=2571, by=actor("dao"), now=MONDAY)
    forms.change(draft, by=actor("dao"), version=1, title_th="แบบของปีใหม่", now=MONDAY)
    with pytest.raises(Stale):
        forms.change(draft, by=actor("nok"), version=1, title_th="แบบของคนที่สอง", now=MONDAY)


@pytest.mark.parametrize("who", ["malee", "prasit", "kanya", "preecha"])
def test_nobody_else_makes_forms(who: str) -> None:
    with pytest.raises(NotAllowed):
        forms.copy(form(), year_be=2571, by=actor(who))
