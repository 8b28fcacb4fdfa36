"""The record of a round, and somebody who does not trust us and computes the three again."""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.stories.judging.assigning import assign
from sangsuk.stories.judging.evenness import evenness
from sangsuk.stories.judging.lots import commitment
from sangsuk.stories.judging.overruling import Exchange, after, check_exchange, check_second
from sangsuk.stories.judging.record import Given, Kept, ratings, record, written
from sangsuk.stories.judging.rubric import Criterion
from sangsuk.stories.judging.standing import place

SCRIPT = Path(__file__).parents[3] / "docs" / "recompute_selection.py"
SEED = "d7" * 32
ANCHORS = {1: "ไม่เห็น", 3: "เห็นบ้าง", 5: "เห็นชัด"}
RUBRIC = [Criterion("beyond", "เหนือความคาดหมาย", 55, ANCHORS), Criterion("change", "ทำให้ชีวิตดีขึ้น", 45, ANCHORS)]
REASON = "คณะกรรมการเห็นว่าเรื่องนี้ผู้เล่าขอถอนตัวจากการถ่ายทำแล้ว จึงเลือกเรื่องถัดไปแทน"


@pytest.fixture(scope="module")
def document():
    return made()


def made(exchanges=(), *, winners=3, chance=5, alike=False):
    chance = random.Random(chance)
    packets, judges = [f"P{n:02}" for n in range(16)], [f"{n:02}" for n in range(1, 9)]
    conflicts = [("P03", "01"), ("P09", "02")]
    plan = assign(packets, judges, each=3, conflicts={"P03": {"01"}, "P09": {"02"}}, seed=SEED)
    worth = {packet: chance.gauss(3, 0.8) for packet in packets}
    harsh = {judge: chance.gauss(0, 0.7) for judge in judges}
    given = [
        Given(packet, judge, {one.code: min(5, max(1, round(worth[packet] - harsh[judge] + chance.gauss(0, 0.4)))) for one in RUBRIC})
        for packet, read in plan.items() for judge in read
    ]  # fmt: skip
    if alike:
        given = [Given(one.packet, one.judge, {"beyond": 3, "change": 4}) for one in given]
    kept = Kept("2563", winners, 3, RUBRIC, packets, judges, conflicts, plan, given, SEED, commitment(SEED), exchanges)
    result = place(ratings(RUBRIC, given), winners=winners, seed=SEED)
    return json.loads(written(record(kept, result, evenness(plan, judges))))


def recompute(document, folder):
    path = folder / "record.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(path)], capture_output=True, text=True, cwd=folder, check=False
    )


def test_an_independent_script_finds_the_same_three(document, tmp_path):
    ran = recompute(document, tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.endswith("the same\n")
    assert all(packet in ran.stdout for packet in document["ours"]["chosen"])


def test_the_script_draws_ties_by_the_seed_that_was_published(tmp_path):
    document = made(alike=True)
    assert all(place["drawn"] for place in document["ours"]["places"])
    drawn = [place["packet"] for place in document["ours"]["places"]][:3]
    assert drawn != sorted(document["packets"])[:3]
    ran = recompute(document, tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert [line.split()[1] for line in ran.stdout.splitlines()[:3]] == drawn
    other = document | {"seed": "00" * 32, "commitment": commitment("00" * 32)}
    ran = recompute(other, tmp_path)
    assert ran.returncode == 1
    assert "we find" in ran.stdout


def test_the_script_leaves_behind_what_one_judge_alone_has_lifted(tmp_path):
    document = made(winners=1, chance=43)
    places = document["ours"]["places"]
    highest = max(places, key=lambda place: place["adjusted"])
    assert (highest["carried"], places[0]["carried"]) == (False, True)
    assert document["ours"]["chosen"] == [places[0]["packet"]] != [highest["packet"]]
    ran = recompute(document, tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_script_knows_nothing_of_us():
    text = SCRIPT.read_text(encoding="utf-8")
    assert "import sangsuk" not in text and "from sangsuk" not in text and "django" not in text.lower()


def test_one_mark_changed_afterwards_is_noticed(document, tmp_path):
    winner = document["ours"]["chosen"][0]
    changed = copy.deepcopy(document)
    for one in changed["scores"]:
        if one["packet"] == winner:
            one["marks"] = dict.fromkeys(one["marks"], 1)
            break
    assert recompute(changed, tmp_path).returncode == 1


@pytest.mark.parametrize(("what", "said"), [
    (lambda d: d.update(seed="00" * 32), "bound before"),
    (lambda d: d["conflicts"].append([d["scores"][0]["packet"], d["scores"][0]["judge"]]), "in spite of a conflict"),
    (lambda d: d["assigned"].update({d["scores"][0]["packet"]: []}), "without having been given"),
    (lambda d: d["scores"].append(d["scores"][0]), "twice"),
    (lambda d: d["ours"]["chosen"].append("P99"), "the record says"),
    (lambda d: d["scores"].pop(0), "fewer than three"),
])  # fmt: skip
def test_each_broken_promise_is_said(document, tmp_path, what, said):
    changed = copy.deepcopy(document)
    what(changed)
    ran = recompute(changed, tmp_path)
    assert ran.returncode == 1 and said in ran.stdout, ran.stdout + ran.stderr


def test_the_record_is_the_same_bytes_each_time_and_names_nobody(document):
    assert written(document) == written(json.loads(written(document)))
    assert made() == document
    assert set(document["judges"]) == {f"{n:02}" for n in range(1, 9)}


def test_an_exchange_by_two_people_is_followed_by_the_script(document, tmp_path):
    out, into = document["ours"]["chosen"][0], document["ours"]["places"][5]["packet"]
    changed = made([Exchange(out, into, REASON)])
    assert into in changed["ours"]["chosen"] and out not in changed["ours"]["chosen"]
    assert len(changed["ours"]["chosen"]) == 3
    assert recompute(changed, tmp_path).returncode == 0


@pytest.mark.parametrize(("exchange", "code"), [
    (Exchange("D", "E", REASON), "bad_choice"), (Exchange("A", "B", REASON), "bad_choice"), (Exchange("A", "X", REASON), "bad_choice"),
    (Exchange("A", "D", "ไม่ชอบ"), "no_reason"), (Exchange("A", "D", " " * 60), "no_reason"),
])  # fmt: skip
def test_an_exchange_needs_one_of_the_chosen_one_of_the_others_and_a_reason(exchange, code):
    check_exchange(Exchange("A", "D", REASON), chosen=["A", "B", "C"], listed={"A", "B", "C", "D", "E"})
    with pytest.raises(Refused) as refusal:
        check_exchange(exchange, chosen=["A", "B", "C"], listed={"A", "B", "C", "D", "E"})
    assert refusal.value.code == code


@pytest.mark.parametrize(("one", "two", "fine"), [(1, 2, True), (1, 1, False), (1, 9, False), (9, 2, False)])
def test_two_people_who_are_no_judges(one, two, fine):
    if fine:
        check_second(one, two, {9})
        return
    with pytest.raises(NotAllowed):
        check_second(one, two, {9})


def test_exchanges_keep_the_number_and_may_not_contradict_each_other():
    assert after(["A", "B", "C"], [Exchange("A", "D", REASON), Exchange("D", "E", REASON)]) == ["E", "B", "C"]
    with pytest.raises(Refused):
        after(["A", "B", "C"], [Exchange("A", "D", REASON), Exchange("A", "E", REASON)])
