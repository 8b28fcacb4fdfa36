"""Numbers, keys, seals and cursors."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.common import ids, paging, sealing
from sangsuk.common.errors import Refused


@given(st.uuids(), st.uuids())
def test_a_key_is_always_the_same_for_its_client_id_and_never_for_another(one, other):
    assert ids.secret_key(one) == ids.secret_key(one)
    assert (ids.secret_key(one) == ids.secret_key(other)) == (one == other)


@given(st.uuids())
def test_a_key_may_be_typed_carelessly(client_id):
    key = ids.secret_key(client_id)
    assert ids.same_key(f" {key.lower().replace('-', ' ')} ", ids.key_digest(key))
    assert not ids.same_key(key[:-1], ids.key_digest(key))


def test_keys_use_all_their_signs_evenly():
    signs = "".join(ids.secret_key(uuid.UUID(int=n)) for n in range(2000)).replace("-", "")
    expected = len(signs) / len(ids.KEY_LETTERS)
    assert set(signs) == set(ids.KEY_LETTERS)
    assert all(0.8 * expected < signs.count(sign) < 1.2 * expected for sign in ids.KEY_LETTERS)


@given(st.text(max_size=300), st.text(max_size=20))
def test_what_is_sealed_opens_with_its_label_only(text, label):
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    sealed = sealing.seal(text, label="a" + label.encode("ascii", "ignore").decode())
    assert sealing.unseal(sealed, label="a" + label.encode("ascii", "ignore").decode()) == text
    if text:
        assert text.encode() not in sealed or len(text) < 4
        with pytest.raises(sealing.Unreadable):
            sealing.unseal(sealed, label="b")
        with pytest.raises(sealing.Unreadable):
            sealing.unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), label="a" + label.encode("ascii", "ignore").decode())


@given(st.lists(st.integers() | st.text(max_size=10)))
def test_a_cursor_comes_back_as_it_was(key):
    assert paging.decode(paging.encode(*key)) == key


@given(st.text(max_size=40))
def test_any_cursor_is_read_or_refused(text):
    try:
        assert isinstance(paging.decode(text), list)
    except Refused as refusal:
        assert refusal.field == "cursor"
