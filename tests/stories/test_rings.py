"""Rings of praise in a graph: what is asked about, and what is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.stories.recognition.rings import Flag, Told, components, find
from sangsuk.thai import likeness

WORDS = "เจ้าหน้าที่ฝ่ายทะเบียนออกมารับคุณยายถึงรถ พาไปถ่ายรูป และทำบัตรประจำตัวประชาชนให้จนเสร็จภายในวันเดียว ประทับใจมาก"
OTHERS = [
    "ปลัดอำเภอขับรถพาไปหาหมอเพราะเห็นว่าเดินไม่ไหว แล้วยังนั่งรอจนตรวจเสร็จ",
    "อาสารักษาดินแดนช่วยกันเก็บกวาดบ้านที่ถูกพายุพัด ทำกันจนมืดค่ำโดยไม่บ่นสักคำ",
    "จดทะเบียนสมรสวันวาเลนไทน์ คนแน่นมากแต่ไม่มีใครทำหน้าบึ้งเลย",
]


def same(n: int, **what: object) -> list[Told]:
    return [Told(no, "5001", **what) for no in range(1, n + 1)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("many", "asked"), [(1, 0), (2, 0), (3, 1), (9, 1)])
def test_from_three_stories_of_one_contact_on_it_is_asked(many: int, asked: int) -> None:
    assert len(find(same(many, contact="m"))) == asked


def test_one_contact_about_three_offices_is_a_person_who_gets_around() -> None:
    assert find([Told(n, f"500{n}", contact="m") for n in range(1, 4)]) == []


def test_two_offices_that_praise_each_other_twice_are_asked_about() -> None:
    there = [Told(1, "5002", works_at="5001"), Told(2, "5002", works_at="5001")]
    back = [Told(3, "5001", works_at="5002"), Told(4, "5001", works_at="5002")]
    assert find(there) == []
    assert find([*there, *back[:1]]) == []
    assert find([*there, *back]) == [Flag("reciprocal", ("5001", "5002"), (1, 2, 3, 4))]


def test_a_round_of_three_offices_is_found_as_well() -> None:
    told = [
        Told(10 * at + n, to, works_at=came)
        for at, (came, to) in enumerate([("5001", "5002"), ("5002", "5003"), ("5003", "5001")])
        for n in (1, 2)
    ]
    assert [flag.offices for flag in find(told)] == [("5001", "5002", "5003")]


def test_the_same_words_three_times_are_asked_about_and_different_ones_are_not() -> None:
    copies = [Told(n, "5001", sketch=tuple(likeness.sketch(WORDS + "ค่ะ" * n))) for n in range(1, 4)]
    assert [flag.kind for flag in find(copies)] == ["same_words"]
    different = [Told(n, "5001", sketch=tuple(likeness.sketch(text))) for n, text in enumerate([WORDS, *OTHERS], 1)]
    assert find(different) == []


_NODES = st.sampled_from("abcdefg")


@given(st.sets(st.tuples(_NODES, _NODES), max_size=20))
def test_parts_are_what_reaches_each_other(pairs: set[tuple[str, str]]) -> None:
    edges: dict[str, set[str]] = {}
    for a, b in pairs:
        edges.setdefault(a, set()).add(b)
    nodes = {n for pair in pairs for n in pair}
    reach = {n: {n} for n in nodes}
    for _round in nodes:
        for n in nodes:
            reach[n] |= {c for m in reach[n] for c in edges.get(m, ())}
    found = components(edges)
    assert sorted(n for part in found for n in part) == sorted(nodes)
    for part in found:
        one = next(iter(part))
        assert part == {n for n in nodes if n in reach[one] and one in reach[n]}


@given(st.permutations(same(4, contact="m")))
def test_the_question_is_the_same_in_whatever_order_the_stories_come(told: list[Told]) -> None:
    assert [flag.key for flag in find(told)] == [flag.key for flag in find(same(4, contact="m"))]
