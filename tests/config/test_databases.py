"""The tests' own footing: a test that commits leaves nothing to the next one."""

import pytest

from sangsuk.accounts.models import User
from sangsuk.places.models import District


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_committing_test_writes_is_gone_in_the_next_one(time: str) -> None:
    assert User.objects.count() == 0
    assert District.objects.get(code="5001").name_th == "เมืองเชียงใหม่"
    User.objects.create(email=f"{time}@example.com", name=time)
    District.objects.filter(code="5001").update(name_th=time)
