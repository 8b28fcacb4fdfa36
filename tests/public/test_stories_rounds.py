"""What everybody may read of a judging: the fingerprint from the first day, the rest when it is announced."""

import json
from pathlib import Path

import pytest
from django.test import Client

from factories import MONDAY
from judging import SECRET, begun, scored, stories
from people import actor
from sangsuk.stories.judging import deciding, reading, rounds
from sangsuk.stories.models import Story
from stories_script import recompute

pytestmark = pytest.mark.usefixtures("world")


def test_the_fingerprint_is_public_from_the_first_day_and_the_rest_only_when_announced(tmp_path: Path) -> None:
    stories()
    made = begun()
    everybody, url = Client(), f"/stories/rounds/{made.code}"
    before = everybody.get(url).content.decode()
    assert made.commitment in before
    assert everybody.get(f"{url}/record.json").status_code == 404
    over = reading.end(scored(made), by=actor("dao"), now=MONDAY)
    deciding.decide(over, by=actor("dao"), now=MONDAY)
    assert over.seed_shown not in everybody.get(url).content.decode()
    over.refresh_from_db()
    deciding.announce(over, by=actor("dao"), now=MONDAY)
    after = everybody.get(url).content.decode()
    assert over.seed_shown in after and after.count("data-winner") == 3
    record = everybody.get(f"{url}/record.json").content.decode()
    assert [word for word in SECRET if word in record] == []
    assert recompute(json.loads(record), tmp_path).returncode == 0


def test_everybody_finds_the_choice_from_the_campaign_the_story_and_the_map() -> None:
    stories()
    made = begun()
    everybody, campaign, url = Client(), "/stories/campaigns/happy-2563", f"/stories/rounds/{made.code}"

    def read(path: str) -> str:
        return everybody.get(path).content.decode()

    assert url in read(campaign) and "กรรมการกำลังอ่าน" in read(campaign)
    assert "ร่มคันที่" not in read(campaign) and url not in read("/sitemap.xml")
    over = reading.end(scored(made), by=actor("dao"), now=MONDAY)
    chosen = {one.entry.story for one in deciding.decide(over, by=actor("dao"), now=MONDAY)}
    assert "ร่มคันที่" not in read(campaign)
    over.refresh_from_db()
    deciding.announce(over, by=actor("dao"), now=MONDAY)
    assert url in read("/sitemap.xml") and len(chosen) == 3
    for story in Story.objects.all():
        assert (f"/stories/{story.code}" in read(campaign)) == (story in chosen)
        assert ("เรื่องนี้เป็นหนึ่งใน 3 เรื่องต้นแบบ" in read(f"/stories/{story.code}")) == (story in chosen)


def test_a_round_that_was_given_up_is_followed_no_more() -> None:
    stories()
    made = begun()
    rounds.give_up(made, by=actor("dao"), reason="กรรมการลาออกเกินครึ่ง จึงเริ่มใหม่ในเดือนหน้า", now=MONDAY)
    assert made.code not in Client().get("/stories/campaigns/happy-2563").content.decode()


def test_a_round_that_is_not_there_is_not_there() -> None:
    assert Client().get("/stories/rounds/NOTHING").status_code == 404
