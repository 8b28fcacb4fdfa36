"""From thousands to sixty: no region and no theme left out, no twin, no district thrice, and every pick explained."""

import random
from collections import Counter

import pytest

from sangsuk.stories.judging import longlist, twins
from sangsuk.stories.judging.screening import Candidate, Terms, screen
from sangsuk.thai.likeness import sketch

SEED = "c4" * 32
SHARES = {"กลาง": 60, "เหนือ": 18, "ตะวันออกเฉียงเหนือ": 15, "ใต้": 6, "ตะวันออก": 0.7, "ตะวันตก": 0.3}


def candidate(code, **more):
    given = {"office": f"o{code}", "province": "50", "region": "เหนือ", "theme": "service", "text": "ก" * 200} | more
    return Candidate(code, **given)


def many(n=3000, seed=1, **more):
    chance = random.Random(seed)
    regions, themes = list(SHARES), ["service", "character", "volunteer", "other"]
    return [
        candidate(
            f"{at:05}",
            office=f"o{chance.randrange(400)}",
            region=chance.choices(regions, list(SHARES.values()))[0],
            theme=chance.choices(themes, [80, 10, 7, 3])[0],
            **more,
        )
        for at in range(n)
    ]


def test_a_tenth_of_the_regions_gets_more_than_a_tenth_and_none_is_left_out():
    picks = longlist.pick(many(), size=60, seed=SEED)
    got = Counter(one.region for one in picks)
    assert len(picks) == 60
    assert set(got) == set(SHARES)
    assert got["กลาง"] < 36 and got["ตะวันตก"] >= 1  # 60 % and 0.3 % of the stories
    assert got.most_common() == sorted(got.items(), key=lambda item: -SHARES[item[0]]) or got["กลาง"] == max(
        got.values()
    )
    assert set(Counter(one.theme for one in picks)) == {"service", "character", "volunteer", "other"}


def test_no_district_has_more_than_two():
    crowd = [candidate(f"{n}", office="o1" if n < 90 else f"o{n}") for n in range(120)]
    stories = {one.code: one.office for one in crowd}
    picks = longlist.pick(crowd, size=30, seed=SEED)
    assert Counter(stories[one.code] for one in picks)["o1"] == 2


def test_readers_marks_come_before_the_lot_and_an_unread_story_before_one_nobody_liked():
    crowd = [candidate("liked", marks=(3, 2)), candidate("disliked", marks=(0, 0)), candidate("unread")]
    assert [one.code for one in longlist.pick(crowd, size=3, seed=SEED)] == ["liked", "unread", "disliked"]


def test_among_equals_everybody_has_the_same_chance():
    crowd = [candidate(f"s{n}") for n in range(10)]
    first = Counter(longlist.pick(crowd, size=1, seed=f"{n:064x}")[0].code for n in range(600))
    assert all(35 < first[f"s{n}"] < 90 for n in range(10))


def test_of_the_drawn_the_one_least_like_the_others_is_taken():
    text = "ไปทำบัตรประชาชนใหม่เพราะกระเป๋าหาย เจ้าหน้าที่พาไปนั่งพักแล้วทำให้เสร็จในสิบนาที"
    other = "น้ำท่วมบ้านทั้งหลัง อส. พายเรือมาส่งข้าวกล่องทุกเย็นจนน้ำลด ลูกจำได้จนวันนี้"
    on_list = candidate("a", sketch=sketch(text))
    waiting = [candidate("b", sketch=sketch(text + "ครับ")), candidate("c", sketch=sketch(other))]
    picks = longlist.pick(waiting, size=2, seed=SEED, already=[on_list])
    assert [one.code for one in picks] == ["c"]


def test_the_same_seed_gives_the_same_list_in_any_order_and_every_pick_says_why():
    crowd = many(400)
    one = longlist.pick(crowd, size=40, seed=SEED)
    assert one == longlist.pick(crowd[::-1], size=40, seed=SEED)
    assert [pick.place for pick in one] == list(range(1, 41))
    assert all(p.region in str(longlist.why(p.region, p.theme, p.mark, p.equals)) for p in one)


def test_where_there_are_too_few_the_list_is_shorter_and_nothing_hangs():
    assert len(longlist.pick([candidate("a"), candidate("b")], size=60, seed=SEED)) == 2
    assert longlist.pick([], size=60, seed=SEED) == []


@pytest.mark.parametrize(("fact", "code", "passes"), [
    ({"moderated": False}, "unmoderated", False), ({"late": True}, "late", False), ({"consents": frozenset()}, "no_consent", False),
    ({"office": ""}, "no_office", False), ({"text": "ดีมาก"}, "short", True), ({"heavy": True}, "heavy", True), ({"ring": True}, "ring", True),
])  # fmt: skip
def test_each_rule_of_the_screen_finds_its_story_and_no_other(fact, code, passes):
    good = candidate("a", consents=frozenset({"publish"}))
    bad = candidate("b", **({"consents": frozenset({"publish"})} | fact))
    fine, found = screen([good, bad], Terms())
    assert fine.passes and fine.findings == ()
    assert [one.code for one in found.findings] == [code]
    assert found.passes is passes


def test_praise_and_complaint_pass_alike():
    both = [candidate(tone, tone=tone, consents=frozenset({"publish"})) for tone in ("positive", "negative", "mixed")]
    assert all(one.passes for one in screen(both, Terms()))


def test_a_story_told_again_stands_behind_the_first():
    texts = {
        "first": "แม่อายุแปดสิบเดินไม่ไหว ปลัดกับอส.ยกเครื่องถ่ายบัตรไปทำให้ถึงเตียง แม่ยิ้มทั้งวัน ขอบคุณจากใจครอบครัวเรา",
        "again": "แม่อายุแปดสิบเดินไม่ไหวค่ะ ปลัดกับอส.ยกเครื่องถ่ายบัตรไปทำให้ถึงเตียง แม่ยิ้มทั้งวันเลย ขอบคุณจากใจครอบครัวเราค่ะ",
        "other": "น้ำท่วมบ้านทั้งหลัง อส. พายเรือมาส่งข้าวกล่องทุกเย็นจนน้ำลด ลูกชายจำได้จนถึงวันนี้และอยากเป็น อส. บ้าง",
    }
    sketches = {name: sketch(text) for name, text in texts.items()}
    assert twins.keep_first(sketches, ["first", "again", "other"]) == {"again": "first"}
    found = screen([candidate("again", consents=frozenset({"publish"}))], Terms(), {"again": "first"})[0]
    assert not found.passes and found.findings[0].other == "first"
