"""The house in which is measured: as it is in service, but one machine may ask as a whole country does."""

import pytest
from django.utils import timezone

from bench import house
from sangsuk.common import limits
from sangsuk.common.models import LimitRule

pytestmark = pytest.mark.django_db


def test_whoever_asks_without_end_is_counted_and_not_refused() -> None:
    LimitRule.objects.filter(what="tell_program").update(amount=1)
    assert [limits.used_up("tell_program", range="10.0.0.0") is None for _ in range(3)] == [True, False, False]
    house.refuse_nobody()
    assert [limits.used_up("tell_program", range="10.0.1.0") is None for _ in range(3)] == [True, True, True]
    assert limits.amount("token_days", now=timezone.now()) == 366
