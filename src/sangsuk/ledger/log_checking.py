"""Whether the log is what was published: each day's signature, that it only grew, and that its leaves say what they said."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from . import canonical, log, looked, merkle, signing, tiles
from .models import LogHead, LogLeaf, LogTile


class _Rebuilt:
    """The tree again from the hashes of its leaves alone. Of each 256 only the root is kept."""

    def __init__(self) -> None:
        self.levels: list[list[bytes]] = [[]]

    def add(self, hashes: list[bytes]) -> None:
        """The next tile of leaves."""
        carried, height = merkle.fold(hashes), 0
        while True:
            row = self.levels[height]
            row.append(carried)
            if len(row) % 2:
                return
            carried, height = merkle.node(row[-2], row[-1]), height + 1
            if height == len(self.levels):
                self.levels.append([])

    def __call__(self, height: int, index: int) -> bytes:
        return self.levels[height - tiles.HEIGHT][index]


def faults(published: Mapping[str, Mapping[str, Any]] | None = None) -> Iterator[str]:
    """What is wrong with the log, a sentence each. `published`: heads as somebody kept them outside, by day."""
    days = list(LogHead.objects.order_by("day"))
    yield from _chained(days)
    yield from _built(days)
    yield from _meant(days)
    yield from _looked(days)
    yield from _as_published(days, published or {})


def _chained(days: list[LogHead]) -> Iterator[str]:
    before: LogHead | None = None
    for head in days:
        said = {"day": head.day.isoformat()}
        if not signing.signed(canonical.text(log.head_statement(head)).encode(), bytes(head.signature), head.key_id):
            yield _("บันทึกของวันที่ %(day)s ลายเซ็นไม่ถูกต้อง มีผู้แก้หลังจากเผยแพร่") % said
        if bytes(head.previous) != (bytes(before.root) if before else b""):
            yield _("บันทึกของวันที่ %(day)s ไม่ต่อจากวันก่อนหน้า มีผู้เอาบันทึกออกหรือแทรกเข้าไป") % said
        elif before and ((head.day - before.day).days != 1 or head.size <= before.size):
            yield _("ก่อนวันที่ %(day)s มีวันที่หายไป") % said
        before = head


def _built(days: list[LogHead]) -> Iterator[str]:
    """Each day's root from the leaves, in one pass; and that the tiles above say the same."""
    tree, size = _Rebuilt(), 0
    rows = LogTile.objects.filter(level=0).order_by("index").values_list("index", "hashes").iterator(chunk_size=500)
    for head in days:
        while size < head.size:
            index, hashes = next(rows, (-1, b""))
            if index != size // tiles.WIDTH or len(hashes) != tiles.WIDTH * tiles.BYTES:
                yield _("ใบของบันทึกหายไปก่อนวันที่ %(day)s") % {"day": head.day.isoformat()}
                return
            tree.add(tiles.split(bytes(hashes)))
            size += tiles.WIDTH
        if merkle.root(tree, head.size) != bytes(head.root):
            yield _("ใบของบันทึกถึงวันที่ %(day)s ไม่ตรงกับค่าที่เผยแพร่ มีผู้แก้ใบ") % {"day": head.day.isoformat()}
    if days:
        try:
            same = merkle.root(tiles.Tiles(), days[-1].size) == bytes(days[-1].root)
        except LookupError:
            same = False
        if not same:
            yield _("ชั้นบนของบันทึกไม่ตรงกับใบ หลักฐานที่ออกจากนี้จะใช้ไม่ได้")


def _meant(days: list[LogHead]) -> Iterator[str]:
    """The leaves that stand for something: their hashes are in the tree, and none of them is gone."""
    first = 0
    for head in days:
        rows = list(LogLeaf.objects.filter(place__gte=first, place__lt=head.size).order_by("place"))
        if not signing.tagged(log.meant(head.day, rows), bytes(head.tag)):
            yield _("รายการใบของวันที่ %(day)s ไม่ครบหรือถูกแก้") % {"day": head.day.isoformat()}
        tile, hashes = -1, b""
        for row in rows:
            if row.place // tiles.WIDTH != tile:
                tile = row.place // tiles.WIDTH
                found = LogTile.objects.filter(level=0, index=tile).values_list("hashes", flat=True).first()
                hashes = bytes(found or b"")
            place = row.place % tiles.WIDTH * tiles.BYTES
            if merkle.leaf(canonical.text(log.statement(row)).encode()) != hashes[place : place + tiles.BYTES]:
                yield _("เรื่อง %(number)s ในบันทึกของวันที่ %(day)s ถูกแก้") % {
                    "number": row.number, "day": head.day.isoformat(),
                }  # fmt: skip
        first = head.size


def _looked(days: list[LogHead]) -> Iterator[str]:
    for before, head in zip([None, *days], days, strict=False):
        if not looked.same(head, before):
            yield _("บันทึกว่าใครเปิดดูข้อมูลส่วนบุคคลถึงวันที่ %(day)s ไม่ครบหรือถูกแก้") % {"day": head.day.isoformat()}


def _as_published(days: list[LogHead], published: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    ours = {head.day.isoformat(): log.head_statement(head) for head in days}
    for day, theirs in sorted(published.items()):
        kept = {name: theirs.get(name) for name in ("root", "size", "previous")}
        if day not in ours:
            yield _("วันที่ %(day)s เคยเผยแพร่แล้ว แต่ไม่มีในฐานข้อมูลนี้ ฐานข้อมูลถูกย้อนหรือมีผู้ลบ") % {"day": day}
        elif kept != {name: ours[day][name] for name in kept}:
            yield _("วันที่ %(day)s ไม่ตรงกับที่เคยเผยแพร่ มีผู้เขียนประวัติใหม่") % {"day": day}


def digest_of_heads() -> str:
    """One short value for all heads together, for a line in a diary on paper."""
    said = canonical.text([log.signed_head(head) for head in LogHead.objects.order_by("day")])
    return hashlib.sha256(said.encode()).hexdigest()
