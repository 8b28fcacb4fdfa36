"""The numbers of the demo world: believable, some missing, some worth a question, and every figure what they add up to."""

from datetime import UTC, datetime

import pytest

from sangsuk.config.demo import flagship_values as values
from sangsuk.config.demo.flagship_values import MARK, OUTLIER
from sangsuk.flagships.areas import districts as districts_of
from sangsuk.flagships.folding import auditing, queries
from sangsuk.flagships.models import Entry, EntryFlag, Sheet, Statement, Target
from sangsuk.flagships.periods import parse
from sangsuk.flagships.reporting import recording

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.django_db
def test_a_province_of_numbers(world: None) -> None:
    strange = [one for one in districts_of.codes() if values._habit(one)]
    districts = [*districts_of.codes("50"), *strange[:12]]
    made = values.world(now=NOW, districts=districts)
    assert made == Entry.objects.count() == Statement.objects.count() > 300 * len(districts)
    assert set(Entry.objects.values_list("note", flat=True)) == {MARK}
    assert Sheet.objects.filter(state="filling").exists() and Target.objects.filter(level="country").count() > 20
    assert EntryFlag.objects.exists() or OUTLIER not in map(values._habit, strange[:12])
    assert list(auditing.faults()) == [] and list(recording.differences()) == []
    share = queries.of_area("50", parse("FY2021"), ["f2564_09.villages"])["f2564_09.villages"]
    assert share.value is not None and 40 < share.value < 100
    assert values.world(now=NOW, districts=districts) == 0, "made once"
