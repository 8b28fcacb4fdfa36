"""A programme goes out as a table and comes back without loss; a wrong line is named, and nothing is half written."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import MONDAY
from people import actor
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.flagships.models import Alignment, Part, Programme, ProgrammeEvent, Project, ProjectText
from sangsuk.flagships.programme import actions, bringing, sheet
from sangsuk.flagships.programme.given import Share, Text
from sangsuk.flagships.programme.sheet import Name, Place, Told

SIGNS = st.characters(codec="utf-8", exclude_characters="\x00\r", exclude_categories=["Cs"])


def words(least: int = 1) -> st.SearchStrategy[str]:
    hard = st.sampled_from(["=1+1", "'", "''=x", "-", "@a", "+66", 'a "b", c', "ก\nข", "a;b\tc", "น้ำ;ดิน;ป่า"])
    return (st.text(SIGNS, max_size=30) | hard).map(str.strip).filter(lambda text: len(text) >= least)


STANDINGS = st.sampled_from(["official", "confirmed", "inferred"])
NAMES = st.builds(Name, words(), words(), words(), words(0), words(0))
PARTS = st.builds(Name, words(), words(), words())
MONEY = st.none() | st.decimals(0, 10**12, places=2)
TEXTS = st.builds(Text, words(), words(), words(0), words(0), words(0), words(0), MONEY, STANDINGS, words())
PLACES = st.builds(
    Place, st.integers(1, 99), st.integers(1, 3), st.sets(st.integers(1, 9)).map(sorted).map(tuple), STANDINGS
)
CODES = st.integers(1, 99).map(lambda n: f"f2565_{n:02}")


@st.composite
def shares(draw: st.DrawFn) -> list[Share]:
    """Some weights that add up to exactly 1."""
    cuts = sorted({0, 10_000, *draw(st.sets(st.integers(1, 9_999), max_size=4))})
    weights = [Decimal(b - a) / 10_000 for a, b in zip(cuts, cuts[1:], strict=False)]
    return [
        Share(str(n), weight.quantize(Decimal("0.0001")), draw(words()), draw(words(0)), draw(STANDINGS), draw(words()))
        for n, weight in enumerate(weights, start=1)
    ]


TOLD = st.builds(
    Told, NAMES, st.dictionaries(st.integers(1, 99), PARTS, max_size=3), st.dictionaries(CODES, PLACES, max_size=3),
    st.dictionaries(CODES, TEXTS, max_size=3),
    st.dictionaries(st.tuples(CODES, st.sampled_from(["sdg_goal", "master_plan"])), shares(), max_size=3),
)  # fmt: skip


@given(TOLD)
@settings(max_examples=150, deadline=None)
def test_what_goes_out_comes_back(told: Told) -> None:
    assert sheet.read(sheet.csv_bytes(told), "x.csv") == told


@given(TOLD)
@settings(max_examples=50, deadline=None)
def test_nothing_in_it_is_a_formula(told: Told) -> None:
    cells = [
        cell for row in csv.reader(io.StringIO(sheet.csv_bytes(told).decode("utf-8-sig"), newline="")) for cell in row
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


# ---- with the database


def year() -> Programme:
    return Programme.objects.get(pk="f2564")


def lines() -> list[dict[str, str]]:
    text = sheet.csv_bytes(bringing.told(year())).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def file(rows: list[dict[str, str]], coding: str = "utf-8-sig", separator: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, sheet.COLUMNS, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(coding)


def bring(rows: list[dict[str, str]] | bytes, who: str = "dao", name: str = "x.csv") -> list[str]:
    content = rows if isinstance(rows, bytes) else file(rows)
    return bringing.bring(year(), sheet.read(content, name), why="แก้ตามมติที่ประชุม", by=actor(who), now=MONDAY)


@pytest.fixture
def counted(world: None) -> tuple[int, ...]:
    return _count()


def _count() -> tuple[int, ...]:
    tables = (ProjectText, Alignment, Part, Project, ProgrammeEvent)
    return tuple(model._default_manager.count() for model in tables)


def test_the_same_file_changes_nothing(counted: tuple[int, ...]) -> None:
    assert bring(lines()) == []
    assert _count() == counted
    assert len(lines()) == 1 + 3 + 10 + 10 + 113


def test_what_is_different_is_taken_over_with_one_reason(world: None) -> None:
    rows = lines()
    text = next(row for row in rows if row["what"] == "text" and row["project"] == "f2564_06")
    text |= {"name_en": "Smart district", "standing": "confirmed", "source": "หนังสือกรม"}
    for row in rows:
        if row["what"] == "alignment" and (row["project"], row["framework"]) == ("f2564_06", "sdg_goal"):
            row["weight"] = {"16": "0.9", "9": "0.1"}[row["aim"]]
    assert bring(rows) == ["text f2564_06", "alignment f2564_06 sdg_goal"]
    made = ProjectText.objects.get(project="f2564_06", version=2)
    assert (made.name_en, made.why, made.standing) == ("Smart district", "แก้ตามมติที่ประชุม", "confirmed")
    event = ProgrammeEvent.objects.get(move="import")
    assert event.data["alignments"][0]["was"][0]["weight"] == "0.7000"
    assert bring(lines()) == []


def test_what_the_file_does_not_name_stays(world: None) -> None:
    rows = [row for row in lines() if row["what"] == "part" and row["number"] == "3"]
    rows[0]["name_en"] = "Strong areas"
    assert bring(rows) == ["part 3"]
    assert Alignment.objects.filter(valid_to=None).count() == 113


@pytest.mark.parametrize(
    ("coding", "separator"), [("utf-8", ","), ("cp874", ","), ("utf-16", "\t"), ("utf-8-sig", ";")]
)
def test_as_excel_saves_it(world: None, coding: str, separator: str) -> None:
    rows = [row for row in lines() if row["what"] == "text"]
    rows[0]["about_th"] = "เปลี่ยนแล้ว"
    assert bring(file(rows, coding, separator)) == ["text f2564_01"]


def test_as_a_workbook(world: None) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(list(sheet.COLUMNS))
    for row in lines():
        page.append([float(row[c]) if c in ("weight", "number") and row[c] else row[c] for c in sheet.COLUMNS])
    out = io.BytesIO()
    book.save(out)
    assert bring(out.getvalue(), name="x.xlsx") == []


def _alignment(project: str = "", **change: str) -> dict[str, str]:
    row = {
        "what": "alignment",
        "project": project,
        "framework": "sdg_goal",
        "aim": "16",
        "weight": "1",
        "why_th": "เพราะ",
        "standing": "inferred",
        "source": "x",
    }
    return {column: (row | change).get(column, "") for column in sheet.COLUMNS}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"what": "rumour"}, "ช่อง what"), ({"project": "f2564_99"}, "ไม่มีโครงการ"), ({"project": ""}, "project ว่าง"),
        ({"framework": "heaven"}, "ไม่รู้จัก framework"), ({"aim": "99"}, "ไม่พบ “99”"), ({"weight": "1.5"}, "น้ำหนักต้องมากกว่า 0"),
        ({"weight": "มาก"}, "น้ำหนักต้องมากกว่า 0"), ({"weight": "0.5"}, "รวมกันได้ 0.5"), ({"why_th": ""}, "เหตุผล"),
        ({"standing": "sure"}, "official, confirmed"), ({"source": ""}, "ที่มา"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_and_nothing_is_written(
    counted: tuple[int, ...], change: dict[str, str], sentence: str
) -> None:
    good = next(row for row in lines() if row["what"] == "text") | {"name_en": "Changed"}
    with pytest.raises(sheet.WrongLines) as refused:
        bring([good, _alignment(**({"project": "f2564_03"} | change))])
    assert [number for number, _said in refused.value.lines] == [3]
    assert sentence in refused.value.lines[0][1]
    assert _count() == counted


def test_several_wrong_lines_are_told_at_once(world: None) -> None:
    rows = [_alignment("f2564_03", weight="x"), _alignment("f2564_04", source=""), _alignment("f2564_05", framework="")]
    with pytest.raises(sheet.WrongLines) as refused:
        bring(rows)
    assert [number for number, _said in refused.value.lines] == [2, 3, 4]


def test_one_text_twice_is_a_mistake(world: None) -> None:
    row = next(row for row in lines() if row["what"] == "text")
    with pytest.raises(sheet.WrongLines) as refused:
        bring([row, row])
    assert "บรรทัด 2" in refused.value.lines[0][1]


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0 old", b"what,project,framework,aim,weight\n"]
)
def test_what_is_no_such_file_is_refused(world: None, content: bytes) -> None:
    with pytest.raises(Refused):
        sheet.read(content, "x.csv")


def test_who_may_not_and_who_is_too_late(world: None) -> None:
    with pytest.raises(NotAllowed):
        bring(lines(), "prasit")
    with pytest.raises(Stale):
        bringing.bring(year(), Told(), why="ทดสอบ", by=actor("dao"), version=0, now=MONDAY)


def test_a_programme_carried_into_next_year_by_file(world: None) -> None:
    made = actions.copy(year(), by=actor("dao"), now=MONDAY)
    told = sheet.read(sheet.csv_bytes(bringing.told(made)), "x.csv")
    assert told == bringing.told(made)
    assert bringing.bring(made, told, why="ไม่มีอะไรเปลี่ยน", by=actor("dao"), now=MONDAY) == []
