"""Numbers that tell nothing: a sealed case takes no number, and no key of a row, that others could miss in a row of theirs.

Its number is `<office>-<year>-<nine digits>`, the digits drawn by lot, while a register of its own still counts how many
there are. Its rows have keys apart from the common sequence, so the next ordinary case, file, letter or message has
the key that it would have had. See docs/adr/0015-sealed-cases.md.
"""

import secrets
import time
from itertools import count
from typing import Any

SEALED = "*"
"""Behind the office's code: its register of sealed cases."""
LEAST, MOST = 10**8, 10**9
"""Nine digits, never with a nought in front; an ordinary register does not come so far."""
APART = 2**40
"""Keys of rows from here on are microseconds, so that the newest stands first among them too; no sequence comes so far.
They fit into what JavaScript counts exactly."""


def register_of(case: Any) -> str:
    return case.office_id + SEALED if is_kept_apart(case) else str(case.office_id)


def running(case: Any) -> str | None:
    """The digits behind the last dash, drawn by lot; None for a case that takes its turn in the register."""
    return str(LEAST + secrets.randbelow(MOST - LEAST)) if is_kept_apart(case) else None


def own_id(case: Any) -> int | None:
    """The key of a row of this case; None where the table's sequence gives it."""
    return next_id() if is_kept_apart(case) else None


_turn = count()


def next_id() -> int:
    """Never twice in one process; two processes would have to meet in one microsecond."""
    return APART + time.time_ns() // 1000 + next(_turn)


def is_apart(number: str) -> bool:
    """Whether this is the number of a case that was sealed when it came in."""
    return len(number.rpartition("-")[2]) >= 9


def is_kept_apart(case: Any) -> bool:
    """Sealed, or accusing somebody."""
    return bool(case.secrecy != "normal" or case.accused or case.accused_people)
