"""The tree's hashes as they are kept: 256 beside each other in one row. Read for a proof, added to at the end."""

from collections.abc import Sequence

from . import merkle
from .models import LogTile

WIDTH, HEIGHT, BYTES = 256, 8, 32


class Tiles:
    """Reads nodes, each tile once."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], bytes] = {}

    def __call__(self, height: int, index: int) -> bytes:
        level, above = divmod(height, HEIGHT)
        first = index << above
        tile, place = divmod(first, WIDTH)
        hashes = self._tile(level, tile)[place * BYTES : (place + (1 << above)) * BYTES]
        if len(hashes) != BYTES << above:
            raise LookupError((height, index))
        return merkle.fold(split(hashes))

    def _tile(self, level: int, index: int) -> bytes:
        if (level, index) not in self.found:
            row = LogTile.objects.filter(level=level, index=index).values_list("hashes", flat=True).first()
            self.found[level, index] = bytes(row or b"")
        return self.found[level, index]


def split(hashes: bytes) -> list[bytes]:
    return [hashes[n : n + BYTES] for n in range(0, len(hashes), BYTES)]


def append(size: int, leaves: Sequence[bytes]) -> int:
    """Behind the `size` leaves that there are; both are whole tiles. Returns the new size."""
    if size % WIDTH or len(leaves) % WIDTH:
        raise ValueError("a day's leaves fill whole tiles")
    level, start, hashes = 0, size, list(leaves)
    while hashes:
        whole, partial = start // WIDTH, start % WIDTH
        if partial:
            before = split(bytes(LogTile.objects.select_for_update().get(level=level, index=whole).hashes))
            hashes, start = before[:partial] + hashes, start - partial
        rows = [
            LogTile(level=level, index=whole + n // WIDTH, hashes=b"".join(hashes[n : n + WIDTH]))
            for n in range(0, len(hashes), WIDTH)
        ]
        LogTile.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["level", "index"], update_fields=["hashes"], batch_size=1000
        )
        full = len(hashes) // WIDTH * WIDTH
        hashes, start, level = list(merkle.halves(hashes[:full])), start // WIDTH, level + 1
    return size + len(leaves)
