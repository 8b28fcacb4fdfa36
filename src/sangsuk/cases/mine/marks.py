"""How people and cases stand in a citizen's own tables: nobody who reads a table finds either by the other."""

from sangsuk.common import keys
from sangsuk.common.sealed import row_of
from sangsuk.common.sealing import Unreadable, seal, unseal

from ..models import Delegation

KEPT, DELEGATION = "mine.kept.case", "mine.delegation.case"


def holder(user_id: int) -> bytes:
    """A citizen's account."""
    return keys.fingerprint(f"user:{user_id}", label="mine.holder")


def kept(of: bytes, case_id: int) -> bytes:
    """That this account keeps this case."""
    return keys.fingerprint(f"{of.hex()}:{case_id}", label="mine.kept")


def about(case_id: int) -> bytes:
    """A case, where only its equality with another counts."""
    return keys.fingerprint(f"case:{case_id}", label="mine.about")


def shut(case_id: int, *, label: str, row: bytes) -> bytes:
    """`row`: the fingerprint or digest that its row is known by, see SEALED_ROW."""
    return seal(str(case_id), label=label, row=row_of(row))


def opened(sealed: bytes | memoryview, *, label: str, row: bytes | memoryview) -> int | None:
    """The case's id; None where nothing stands, or where it cannot be read any more."""
    try:
        text = unseal(sealed, label=label, row=row_of(row))
    except Unreadable:
        return None
    return int(text) if text else None


def delegated(row: Delegation) -> int | None:
    """The one case that a delegation is about; None for all."""
    return opened(row.case, label=DELEGATION, row=row.code_digest)
