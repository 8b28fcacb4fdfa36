"""The tree of RFC 9162: roots, inclusion and consistency, also against the plain definition and the RFC's old vectors."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.ledger import merkle


def tree(leaves: list[bytes]) -> merkle.Read:
    return lambda height, index: merkle.fold(leaves[index << height : (index + 1) << height])


def plainly(leaves: list[bytes]) -> bytes:
    """MTH as 2.1.1 defines it."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return merkle.node(plainly(leaves[:k]), plainly(leaves[k:]))


def made(many: int) -> list[bytes]:
    return [merkle.leaf(bytes([n % 256, n // 256])) for n in range(many)]


VECTORS = [
    b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57", b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
]  # fmt: skip
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
"""The trees that implementations of RFC 6962 test themselves with (Certificate Transparency's reference vectors)."""


@pytest.mark.parametrize("many", ROOTS)
def test_roots_are_those_of_certificate_transparency(many: int) -> None:
    leaves = [merkle.leaf(data) for data in VECTORS[:many]]
    assert merkle.root(tree(leaves), many).hex() == ROOTS[many]


@pytest.mark.parametrize("many", range(70))
def test_the_root_is_the_definition(many: int) -> None:
    leaves = made(many)
    assert merkle.root(tree(leaves), many) == plainly(leaves)


@pytest.mark.parametrize("many", [*range(1, 20), 31, 32, 33, 100])
def test_every_leaf_is_in_the_tree_and_nothing_else_is(many: int) -> None:
    leaves, strange = made(many), merkle.leaf(b"strange")
    root = plainly(leaves)
    for index, leaf in enumerate(leaves):
        path = merkle.inclusion(tree(leaves), index, many)
        assert merkle.is_in(leaf, index, many, path, root)
        assert not merkle.is_in(strange, index, many, path, root)
        assert not merkle.is_in(leaf, index, many, [*path, strange], root)
        assert not merkle.is_in(leaf, many, many, path, root)
        if path:
            assert not merkle.is_in(leaf, index, many, path[:-1], root)
            assert not merkle.is_in(leaf, index ^ 1, many, path, root)


@pytest.mark.parametrize("many", [*range(1, 20), 31, 32, 33, 70])
def test_a_tree_that_only_grew_is_told_from_one_that_did_not(many: int) -> None:
    leaves = made(many)
    root = plainly(leaves)
    for before in range(1, many + 1):
        proof = merkle.consistency(tree(leaves), before, many)
        assert merkle.only_grew(before, plainly(leaves[:before]), many, root, proof)
        other = [merkle.leaf(b"other"), *leaves[1:before]]
        assert not merkle.only_grew(before, plainly(other), many, root, proof)
        assert not merkle.only_grew(before, plainly(leaves[:before]), many, plainly([*leaves, b"x" * 32]), proof)


@given(st.integers(1, 3000), st.data())
def test_proofs_are_short(many: int, data: st.DataObject) -> None:
    leaves = made(many)
    index = data.draw(st.integers(0, many - 1))
    path = merkle.inclusion(tree(leaves), index, many)
    assert len(path) <= (many - 1).bit_length()
    assert merkle.is_in(leaves[index], index, many, path, merkle.root(tree(leaves), many))
