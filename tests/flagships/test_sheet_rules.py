"""Rules that hold whatever people do: nobody approves her own; every word is kept; tables come back without loss."""

import contextlib
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from people import STAFF, actor, user
from reporting import CODE, FULL, NOVEMBER, NOW, OCTOBER, indicator, programme, refreshed, say, sheet, told
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.models import Entry, Figure, Sheet, SheetEvent, SheetRule, Statement
from sangsuk.flagships.reporting import (
    actions,
    asking,
    evidence,
    likeness,
    numbers,
    opening,
    pasting,
    queries,
    recording,
    reminding,
    signing,
    table,
    templates,
)
from sangsuk.flagships.reporting.actions import Said
from sangsuk.notifications.models import Message
from sangsuk.places.models import Village

ONE_SHEET = [HealthCheck.function_scoped_fixture]
"""What is read changes nothing of the sheet, so one will do for all examples."""
pytestmark = pytest.mark.usefixtures("world")

# numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", "1234"), ("๑,๒๓๔.๕๐", "1234.5"), (" 12 ", "12"), ("12 เรื่อง", "12"), ("0", "0"), ("-5", "-5"), ("−5", "-5"),
        (".5", "0.5"), ("5.", "5"), ("1 234", "1234"), ("99999999999999.999999", "99999999999999.999999"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_type_it(text: str, number: str) -> None:
    assert numbers.read(text, ("เรื่อง",)) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["1,23", "12,34,567", "สิบ", "1.2.3", "1e5", "100000000000000", "0.1234567", "5%", "--5", "เรื่อง"]
)
def test_what_is_no_number_is_refused_with_a_sentence_and_never_guessed(text: str) -> None:
    with pytest.raises(Refused) as refused:
        numbers.read(text, ("เรื่อง",))
    assert len(str(refused.value)) > 20


amounts = st.decimals(
    min_value=Decimal("-99999999999999"), max_value=Decimal("99999999999999"), places=6, allow_nan=False
)


@given(amounts)
def test_what_is_shown_in_a_field_is_read_as_the_same_number(number: Decimal) -> None:
    assert numbers.read(numbers.typed(number)) == number


# tables that come back without loss

notes = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40).map(str.strip)
notes = notes | st.sampled_from(["=1+1", "'=1", "-5", "@x", "'", "บรรทัดหนึ่ง\nบรรทัดสอง", "ก\tข", '"อ้าง"', "1,234"])
saids = st.one_of(
    st.just(Said()),
    st.builds(Said, number=amounts, note=notes),
    st.builds(Said, none=st.just(True), note=notes),
    st.builds(Said, note=notes),
)


@settings(max_examples=60, deadline=None, suppress_health_check=ONE_SHEET)
@given(st.lists(saids, min_size=4, max_size=4), st.sampled_from(templates.FORMS), st.sampled_from(["th", "en"]))
def test_a_template_comes_back_without_loss(one: Any, words: list[Said], form: str, language: str) -> None:
    codes = [f"{CODE}.{code}" for code in ("cases", "visits", "people", "sessions")]
    said = dict(zip(codes, [Said(w.number, None, w.none, w.note.strip()) for w in words], strict=True))
    rows = [
        templates.Row((code, ""), "ก", "ข", "", "ค", "", w.number, None, w.none, w.note, None)
        for code, w in said.items()
    ]
    data = templates.workbook(one, rows) if form == "xlsx" else templates.csv_file(one, rows)
    lines = pasting.read(templates.read(data, one), asking.of_sheet(one))
    read = {line.key[0]: line.said for line in lines if line.key}
    assert read == {code: w for code, w in said.items() if w != Said()}


@pytest.fixture
def one() -> Sheet:
    return sheet()


def filled(one: Sheet, **cells: Any) -> list[pasting.Line]:
    book = openpyxl.load_workbook(io.BytesIO(templates.made(one, "xlsx")))
    page = book.worksheets[0]
    for no in range(4, page.max_row + 1):
        code = str(page.cell(no, 1).value).partition(".")[2]
        if code in cells and not page.cell(no, 2).value:
            page.cell(no, 8).value = cells[code]
    out = io.BytesIO()
    book.save(out)
    return pasting.read(templates.read(out.getvalue(), one), asking.of_sheet(one))


def test_of_a_filled_table_zero_is_zero_empty_is_untouched_and_a_dash_is_nothing(one: Sheet) -> None:
    said = {
        line.key[0].partition(".")[2]: line.said
        for line in filled(one, cases=0, visits="-", people=0.1 + 0.2)
        if line.key
    }
    assert set(said) == {"cases", "visits", "people"}
    assert (said["cases"].number, said["visits"].none, said["people"].number) == (0, True, Decimal("0.3"))  # type: ignore[union-attr]


def test_a_formula_that_was_never_reckoned_and_a_date_that_excel_made_are_said_and_not_taken(one: Sheet) -> None:
    lines = filled(one, cases="=SUM(1,2)", visits=date(2026, 1, 2), people="ประมาณร้อย")
    assert [line.said for line in lines] == [None, None, None]
    assert "สูตร" in lines[0].trouble and "2026-01-02" in lines[1].text and "ประมาณร้อย" in lines[2].text


@pytest.mark.parametrize("form", templates.FORMS)
def test_the_table_of_another_district_or_month_is_refused_kindly_and_changes_nothing(one: Sheet, form: str) -> None:
    theirs = templates.made(sheet("5002"), form)
    later = templates.made(sheet(period=NOVEMBER, now=NOW + timedelta(days=20)), form)
    for data, words in ((theirs, "อำเภอจอมทอง"), (later, "พฤศจิกายน 2569")):
        with pytest.raises(Refused) as refused:
            templates.read(data, one)
        assert refused.value.code == "another_sheet" and words in str(refused.value)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rubbish", b"\x00\x01", "อะไรก็ไม่รู้,1\n".encode(), b"a" * 6_000_000])
def test_what_is_no_table_of_ours_is_refused_with_a_way_on(one: Sheet, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        templates.read(data, one)
    assert refused.value.field == "file"


def test_a_block_of_bare_numbers_goes_down_the_page_from_where_it_was_pasted(one: Sheet) -> None:
    lines = pasting.read("30\n๒๐\n10\n\n4", asking.of_sheet(one), start=(f"{CODE}.people", ""))
    assert [(line.key, line.said.number if line.said else None) for line in lines] == [
        ((f"{CODE}.people", ""), 30), ((f"{CODE}.people", "t-sex:f"), 20), ((f"{CODE}.people", "t-sex:m"), 10),
        ((f"{CODE}.sessions", ""), 4),
    ]  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=ONE_SHEET)
@given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=8))
def test_whatever_is_pasted_every_line_with_something_in_it_is_shown(one: Any, rows: list[list[str]]) -> None:
    text = "\n".join(
        "\t".join(cell.replace("\t", " ").replace("\n", " ").replace("\r", " ").replace('"', "") for cell in row)
        for row in rows
    )
    lines = pasting.read(text, asking.of_sheet(one))
    wanted = [row for row in pasting.lines_of(text) if any(row)]
    assert [list(line.cells) for line in lines] == wanted


def test_two_lines_for_one_number_are_both_shown_and_neither_is_taken(one: Sheet) -> None:
    lines = pasting.read(f"{CODE}.cases\t1\n{CODE}.cases\t2", asking.of_sheet(one))
    assert [line.said for line in lines] == [None, None] and all("มากกว่าหนึ่งบรรทัด" in line.trouble for line in lines)


# nobody approves her own

PEOPLE = ("malee", "suda", "prasit", "dao", "nok", "anan", "two")
DEEDS = ("say", "ready", "unready", "hand_in", "pass", "ask", "accept", "send_back", "correct")


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(DEEDS)), min_size=4, max_size=14))
def test_whatever_people_do_nobody_passes_what_she_said_or_signed(steps: list[tuple[str, str]]) -> None:
    for who in STAFF:
        if who in PEOPLE:
            actor(who)
    programme()
    one = sheet()
    for n, (who, deed) in enumerate(steps):
        by = actor(who) if who != "two" else _as_province()
        with contextlib.suppress(Refused):
            _do(refreshed(one), deed, by, n)
        _holds(refreshed(one))
    assert list(recording.differences()) == []
    Sheet.objects.filter(pk=one.pk).update(state="filling")  # the next example begins anew
    for model in (Statement, Entry, SheetEvent, Sheet):
        model._default_manager.all().delete()


def _as_province() -> Any:
    """The district's chief, who works for the province too."""
    return replace(actor("prasit"), user_id=user("suda").pk)


def _do(one: Sheet, deed: str, by: Any, n: int) -> None:
    match deed:
        case "say":
            actions.say(one, FULL, by=by, now=NOW)
        case "correct":
            actions.say(one, [told("cases", n, why="แก้ไข")], by=by, now=NOW)
        case "ready":
            signing.ready(one, by=by, now=NOW)
        case "unready":
            signing.unready(one, by=by, now=NOW)
        case "hand_in":
            signing.hand_in(one, by=by, now=NOW)
        case "pass":
            signing.pass_(one, by=by, now=NOW)
        case "ask":
            signing.ask(one, [(f"{CODE}.cases", "")], by=by, question="ถูกหรือไม่", now=NOW)
        case "accept":
            signing.accept(CODE, OCTOBER, "50", by=by, now=NOW)
        case "send_back":
            signing.send_back(CODE, OCTOBER, "50", by=by, why="ดูอีกครั้ง", now=NOW)


def _holds(one: Sheet) -> None:
    assert one.passed_by_id is None or one.passed_by_id not in (one.handed_in_by_id, one.ready_by_id)
    for row in Statement.objects.filter(kind__in=["passed", "accepted"]).select_related("entry"):
        said = Statement.objects.filter(entry=row.entry, seq__lt=row.seq, kind__in=signing.OWN_WORDS)
        assert row.user_id not in set(said.values_list("user_id", flat=True))
        assert row.office_code not in set(said.values_list("office_code", flat=True))
    for entry in Entry.objects.all():
        newest = Statement.objects.filter(entry=entry).order_by("-seq").first()
        assert newest is not None and (newest.seq, newest.state, newest.number) == (
            entry.seq,
            entry.state,
            entry.number,
        )


def test_every_move_has_a_button_word_and_somebody_who_may() -> None:
    for move in table.MOVES.values():
        assert str(move.label) and str(move.said) and move.by


# figures: a correction changes exactly those that depend on it


def test_a_correction_changes_exactly_the_figures_that_depend_on_it() -> None:
    for who in ("malee", "suda"):
        actor(who)
    one = sheet()
    say(one, by=actor("malee"))
    signing.pass_(signing.hand_in(refreshed(one), by=actor("suda"), now=NOW), by=actor("prasit"), now=NOW)
    folding.fold_stale(NOW)
    before = _figures()
    assert before
    say(refreshed(one), told("cases", 20, why="ลืมนับแปดเรื่อง"), by=actor("malee"))
    signing.pass_(signing.hand_in(refreshed(one), by=actor("suda"), now=NOW), by=actor("prasit"), now=NOW)
    folding.fold_stale(NOW)
    changed = {key for key in before.keys() | _figures().keys() if before.get(key) != _figures().get(key)}
    assert {key[0] for key in changed} == {f"{CODE}.cases"}
    assert {(key[1], key[2]) for key in changed} == {
        (level, kind) for level in ("province", "country") for kind in ("month", "quarter", "year")
    }
    assert folding.fold_all(NOW) == 0


def _figures() -> dict[tuple[Any, ...], Any]:
    keys = ("indicator_id", "level", "period", "area_code", "starts_on", "cell")
    return {
        tuple(row[key] for key in keys): (row["number"], row["base"], row["value"]) for row in Figure.objects.values()
    }


# reminders


def test_each_step_of_the_ladder_is_made_once_and_to_whom_the_rule_says() -> None:
    for who in ("malee", "suda", "prasit", "dao"):
        actor(who)
    one = sheet()  # due on Friday, 6 November
    seen = []
    for day in range(2, 26):
        now = NOW.replace(day=day)
        for _twice in range(2):
            reminding.remind_due(now)
        new = Message.objects.filter(code__startswith="sheet-").order_by("pk").values_list("code", "recipient_masked")
        seen.append((day, len(new)))
    told_ = list(Message.objects.filter(code__startswith="sheet-").order_by("pk").values_list("code", flat=True))
    days = [day for (day, many), (_d, before) in zip(seen[1:], seen, strict=False) if many != before]
    assert days == [4, 9, 11, 20]  # two working days before; one, three and ten after
    assert told_ == ["sheet-near"] * 2 + ["sheet-late"] * 2 + ["sheet-late-above"] * 2
    assert refreshed(one).reminded == 4
    assert list(recording.differences()) == []


def test_who_has_handed_in_is_not_reminded_and_late_steps_come_as_one() -> None:
    for who in ("malee", "suda", "anan"):
        actor(who)
    one, other = sheet(), sheet("5002")
    say(one, by=actor("malee"))
    signing.hand_in(refreshed(one), by=actor("suda"), now=NOW)
    reminding.remind_due(NOW + timedelta(days=7))
    assert refreshed(other).reminded == 2
    assert list(Message.objects.filter(code__startswith="sheet-").values_list("code", flat=True)) == ["sheet-late"]


def test_a_rule_is_a_row_with_dates_and_the_most_specific_holds() -> None:
    assert opening.due_on("village", OCTOBER, "50") < opening.due_on("district", OCTOBER, "50")
    SheetRule.objects.create(
        code="due.later",
        kind="due",
        level="district",
        frequency="month",
        working_days=8,
        valid_from=date(2026, 12, 1),
        source="x",
    )
    opening.rules.forget()  # type: ignore[attr-defined]
    assert opening.due_on("district", OCTOBER, "50") == date(2026, 11, 6)
    assert opening.due_on("district", NOVEMBER, "50") == opening.working_day(date(2026, 11, 30), 8, "50")
    opening.rules.forget()  # type: ignore[attr-defined]


# evidence


def picture(shift: int = 0, seed: int = 1) -> Image.Image:
    image = Image.new("RGB", (640, 480), "white")
    pen = ImageDraw.Draw(image)
    for n in range(14):
        x, y = (n * 97 * seed) % 600 + shift, (n * 61 * seed * seed) % 440
        pen.rectangle((x, y, x + 90, y + 60), fill=(n * 17 % 255, (n * seed * 31) % 255, 90))
    return image


def test_a_picture_made_smaller_or_pressed_harder_looks_the_same_and_another_does_not() -> None:
    first = picture()
    pressed = io.BytesIO()
    first.resize((320, 240)).save(pressed, "JPEG", quality=40)
    again = likeness.look_of(Image.open(pressed))
    assert likeness.apart(likeness.look_of(first), again) <= likeness.NEAR
    assert set(likeness.bands(likeness.look_of(first))) & set(likeness.bands(again))
    assert likeness.apart(likeness.look_of(first), likeness.look_of(picture(seed=3))) > likeness.NEAR
    assert not likeness.says_something(likeness.look_of(Image.new("RGB", (50, 50), "white")))


@given(st.integers(-(2**63), 2**63 - 1), st.sets(st.integers(0, 63), max_size=likeness.NEAR))
def test_looks_that_are_near_share_a_quarter(look: int, flipped: set[int]) -> None:
    bits = look & (1 << 64) - 1
    for one in flipped:
        bits ^= 1 << one
    other = bits - (1 << 64) if bits >= 1 << 63 else bits
    assert likeness.apart(look, other) == len(flipped)
    assert set(likeness.bands(look)) & set(likeness.bands(other))


@pytest.mark.parametrize(
    ("at", "area", "says"),
    [
        (None, "5001", "unknown"), ((98.985, 18.788), "5001", "inside"), ((100.5, 13.75), "5001", "outside"),
        ((2.35, 48.86), "5001", "outside"), ((98.985, 18.788), "50", "inside"),
    ],
)  # fmt: skip
def test_where_a_photograph_was_taken_is_held_against_the_area(
    at: tuple[float, float] | None, area: str, says: str
) -> None:
    assert evidence.place_of(at, area) == says


@pytest.mark.parametrize(
    ("day", "says"), [(1, "inside"), (31, "inside"), (0, "outside"), (32, "outside"), (None, "unknown")]
)
def test_when_a_photograph_was_taken_is_held_against_the_period(day: int | None, says: str) -> None:
    at = None if day is None else NOW.replace(month=9, day=30, hour=10) + timedelta(days=day)
    assert evidence.time_of(at, OCTOBER) == says


# villages and sub-districts


@pytest.fixture
def villages(world: None) -> list[str]:
    codes = ["50010701", "50010702"]
    for no, code in enumerate(codes, 1):
        Village.objects.create(
            code=code, name_th=f"บ้านสมมติ {no}", name_en=f"Ban {no}", subdistrict_id="500107", moo=no, source="test"
        )
    programme()
    indicator("meetings", "t-case", level="village", checks={"whole": True})
    return codes


def test_a_village_goes_up_by_way_of_the_district_and_the_districts_value_is_the_sum(villages: list[str]) -> None:
    for who in ("malee", "suda"):
        actor(who)
    first, second = (sheet(code, level="village") for code in villages)
    for one, number in ((first, 3), (second, 4)):
        say(one, told("meetings", number), by=actor("malee"))
        with pytest.raises(Refused) as refused:
            signing.hand_in(refreshed(one), by=actor("malee"), now=NOW)
        assert refused.value.code == "needed"  # for whom she sends, she says how the number came
        signing.hand_in(refreshed(one), by=actor("malee"), why="ทางโทรศัพท์", now=NOW)
    assert SheetEvent.objects.get(sheet=first, move="hand_in").data["on_behalf"] is True
    district = sheet()
    found = queries.page(district, actor("malee"))
    (below,) = found.blocks[0].below
    assert (below.value, below.given, below.counted) == ("7", 2, 0)
    with pytest.raises(NotAllowed):  # who sent them does not endorse them
        signing.take([first, second], by=actor("malee"), now=NOW)
    with pytest.raises(NotAllowed):  # nor does the province pass what the district has not endorsed
        signing.pass_(refreshed(first), by=actor("orn"), now=NOW)
    assert signing.take([first, second], by=actor("suda"), now=NOW) == 2
    say(district, by=actor("malee"))
    signing.hand_in(refreshed(district), by=actor("suda"), now=NOW)
    signing.pass_(refreshed(district), by=actor("prasit"), now=NOW)
    assert {refreshed(one).state for one in (first, second, district)} == {"passed"}
    folding.fold_stale(NOW)
    figure = Figure.objects.get(indicator=f"{CODE}.meetings", level="province", period="month", cell="")
    assert (figure.number, figure.entries) == (7, 2)


def test_one_villages_number_goes_back_with_a_question_and_through_the_same_hands_again(villages: list[str]) -> None:
    for who in ("malee", "suda"):
        actor(who)
    one = sheet(villages[0], level="village")
    say(one, told("meetings", 3), by=actor("malee"))
    signing.hand_in(refreshed(one), by=actor("malee"), why="แบบกระดาษ", now=NOW)
    signing.take([one], by=actor("suda"), now=NOW)
    signing.ask(refreshed(one), [(f"{CODE}.meetings", "")], by=actor("prasit"), question="ประชุมสามครั้งหรือ", now=NOW)
    assert (refreshed(one).rung, refreshed(one).returned) == ("", 1)
    say(one, told("meetings", 2, why="นับซ้ำ"), by=actor("malee"))
    signing.hand_in(refreshed(one), by=actor("malee"), why="โทรถามแล้ว", now=NOW)
    signing.take([refreshed(one)], by=actor("suda"), now=NOW)
    assert refreshed(one).rung == "district"
    with pytest.raises(Missing):
        queries.one(one.pk, actor("anan"))
