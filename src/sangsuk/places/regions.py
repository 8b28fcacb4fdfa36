"""The region of a province, as its official code says it.

The first figure of a province's code (TIS 1099) is the region it was numbered in. Regions of other counts (four, six by
the geographers) draw some borders differently; these six serve for a fair mixture and for browsing, for nothing of law.
"""

from django.utils.translation import gettext_lazy as _

NORTH, NORTHEAST, CENTRAL, EAST, WEST, SOUTH = "north", "northeast", "central", "east", "west", "south"
NAMES = {
    NORTH: _("ภาคเหนือ"), NORTHEAST: _("ภาคตะวันออกเฉียงเหนือ"), CENTRAL: _("ภาคกลาง"), EAST: _("ภาคตะวันออก"), WEST: _("ภาคตะวันตก"),
    SOUTH: _("ภาคใต้"),
}  # fmt: skip
_BY_FIRST = {
    "1": CENTRAL, "2": EAST, "3": NORTHEAST, "4": NORTHEAST, "5": NORTH, "6": NORTH, "7": WEST, "8": SOUTH, "9": SOUTH,
}  # fmt: skip


def region_of(code: str) -> str:
    """Of a province, or of anything whose code begins with its province's. Raises: KeyError for no such code."""
    return _BY_FIRST[code[0]]
