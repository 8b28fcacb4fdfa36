"""While many values are made nobody looks for cycles, and afterwards it is as it was, whatever happened."""

import gc

import pytest

from sangsuk.common import garbage


def test_it_is_off_meanwhile_and_on_again() -> None:
    with pytest.raises(ValueError, match="halfway"), garbage.left_alone():
        assert not gc.isenabled()
        with garbage.left_alone():
            pass
        assert not gc.isenabled()
        raise ValueError("halfway")
    assert gc.isenabled()
