"""Official letters of a case: drafted from what the case knows, issued under the office's next number, printed for ever the same.

`drafting` begins, changes and discards; `issuing` numbers; `reading` lists and prints; `books` are the registers of a month.
"""

from .drafting import change, discard, least, may_write, start
from .issuing import issue
from .kinds import KINDS, READERS, Kind, kind
from .reading import Print, letter, may_list, may_open, of_case, pages, pdf, shown

__all__ = [
    "KINDS", "READERS", "Kind", "Print", "change", "discard", "issue", "kind", "least", "letter", "may_list", "may_open",
    "may_write", "of_case", "pages", "pdf", "shown", "start",
]  # fmt: skip
