"""Orders and news of the demo world: in several states, some offices late, nobody real, all of it marked."""

import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from sangsuk.config.demo import orders
from sangsuk.config.demo.staff import Staff
from sangsuk.orders import recording
from sangsuk.orders.models import News, Order, Receipt
from sangsuk.orders.news import recording as news_recording


@pytest.fixture
def made(world: None, settings: Any, tmp_path: Path) -> float:
    settings.MEDIA_ROOT = tmp_path
    staff, began = Staff(Random(1)), time.monotonic()
    orders.make(staff, now=timezone.now() - timedelta(minutes=1))
    return time.monotonic() - began


def test_orders_of_2564_in_several_states(made: float) -> None:
    states = sorted(Order.objects.values_list("status", flat=True))
    assert states == ["cancelled", "corrected", "issued", "issued", "issued", "issued", "waiting"]
    assert set(Order.objects.exclude(number="").values_list("number", flat=True)) == {
        "1/2563", "2/2563", "3/2563", "1/2564", "2/2564",
    }  # fmt: skip
    assert all("(ข้อมูลสาธิต)" in order.title for order in Order.objects.all())
    assert Receipt.objects.filter(acked_late=True).exists() and Receipt.objects.exclude(owes="").exists()
    assert Receipt.objects.filter(reported_late=True).count() == 1
    assert list(recording.ORDERS.differences()) == list(recording.RECEIPTS.differences()) == []
    assert made < 10  # on a shared machine; alone it takes less than two


def test_three_press_releases_one_put_right(made: float) -> None:
    assert sorted(news.number for news in News.objects.all()) == ["1/2563", "1/2564", "2/2563"]
    assert all("(ข้อมูลสาธิต)" in news.title and not news.named for news in News.objects.all())
    assert list(news_recording.NEWS.differences()) == []
