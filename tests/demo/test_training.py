"""The seminar of the press release stands in the demo world as it was told: its day, its region, its people, who are invented."""

from datetime import date
from random import Random

import pytest
from django.utils import timezone

from sangsuk.config.demo import learning_training as training
from sangsuk.config.demo.staff import Staff
from sangsuk.learning.models import TrainingCertificate, TrainingEvent, TrainingSeat
from sangsuk.places import regions


@pytest.mark.django_db
def test_the_seminar_of_february_2562(world: None) -> None:
    training.make(Staff(Random(1)), now=timezone.now())
    event = TrainingEvent.objects.get(first_on=date(2019, 2, 21))
    assert event.title.startswith("โครงการสัมมนาเชิงปฏิบัติการเพื่อเพิ่มประสิทธิภาพศูนย์ดำรงธรรม")
    assert (event.regions, event.last_on, event.status) == ([regions.CENTRAL], date(2019, 2, 21), "archived")
    assert "อเล็กซานเดอร์" in event.place and event.sessions.earliest("begins").begins.strftime("%H:%M") == "09:30"
    seats = TrainingSeat.objects.filter(event=event)
    assert seats.count() > 150 and 120 < seats.filter(trained=True).count() < seats.count()
    assert all(name.endswith("(สมมติ)") for name in seats.values_list("guest", flat=True))
    assert {"ministry_head", "province_head", "province_officer", "department"} == set(
        seats.values_list("group", flat=True)
    )
    assert TrainingCertificate.objects.filter(seat__event=event).exists()
    assert {"held", "announced", "draft"} <= set(TrainingEvent.objects.values_list("status", flat=True))
