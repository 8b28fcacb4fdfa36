"""Finding a place while its name is being typed. Pure: a gazetteer in, hits out.

The order of showing: provinces, districts, sub-districts, villages; within each the shorter name first.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from .folding import Part, fold, parts, skeleton, words
from .gazetteer import Gazetteer, Kind, Place, PlaceHit

CANDIDATES = 400
WORDS = 6
LEAST_INNER = 2
_AFTER = "\U0010ffff"  # sorts after every character of a folded name
_SMALLEST_FIRST: list[Kind | None] = ["village", "subdistrict", "district", None, "province"]


class _Names:
    """Folded names, twice: sorted, to find what begins so; and as one long string, one name a line in the order of
    showing, to find what contains it with one `str.find`, at the speed of memory."""

    def __init__(self, entries: list[tuple[Place, list[str]]]) -> None:
        self.places = [place for place, _keys in entries]
        self.starts: list[int] = []  # of the line break before each place's first line
        self.blocks: dict[Kind, range] = {}  # where the places of one kind stand
        lines, at = [], 0
        for index, (place, keys) in enumerate(entries):
            self.starts.append(at)
            lines.append("\n".join(keys) + "\n")
            at += len(lines[-1])
            self.blocks[place.kind] = range(self.blocks.get(place.kind, range(index, index)).start, index + 1)
        self.starts.append(at)
        self.text = "\n" + "".join(lines)
        both = sorted((key, index) for index, (_place, keys) in enumerate(entries) for key in keys)
        self.keys = [key for key, _index in both]
        self.owners = [index for _key, index in both]

    def being(self, name: str, kind: Kind | None) -> Iterator[Place]:
        return self._between(name, name + "\0", kind)

    def beginning(self, name: str, kind: Kind | None) -> Iterator[Place]:
        return self._between(name, name + _AFTER, kind)

    def _between(self, low: str, high: str, kind: Kind | None) -> Iterator[Place]:
        first, last = bisect_left(self.keys, low), bisect_left(self.keys, high)
        block = self._block(kind)
        if last - first > CANDIDATES:
            yield from islice(self.containing(f"\n{low}", kind), CANDIDATES)
            return
        yield from (self.places[index] for index in sorted(set(self.owners[first:last])) if index in block)

    def containing(self, piece: str, kind: Kind | None) -> Iterator[Place]:
        """In the order of showing."""
        block = self._block(kind)
        at, end = self.starts[block.start], self.starts[block.stop] + 1
        while (at := self.text.find(piece, at, end)) >= 0:
            index = bisect_right(self.starts, at) - 1
            if index == block.stop:
                return
            yield self.places[index]
            at = self.starts[index + 1]

    def _block(self, kind: Kind | None) -> range:
        return range(len(self.places)) if kind is None else self.blocks.get(kind, range(0))


class Index:
    """What is searched: places of one gazetteer, by Thai and English names and other names people use."""

    def __init__(
        self, gazetteer: Gazetteer, places: Iterable[Place], aliases: dict[str, list[str]], *, forgiving: bool = True
    ) -> None:
        """`forgiving` finds near misses too; for 76,000 villages they cost more memory and time than they are worth."""
        self.gazetteer = gazetteer
        self.surroundings: dict[str, list[tuple[Kind | None, list[str]]]] = {}
        self.postcodes = sorted(
            (postcode, p.code) for p in gazetteer.places.values() for postcode in p.postcode.split()
        )
        ordered = sorted(places, key=lambda p: (len(p.code), len(p.name_th), p.name_th, p.code))
        self.keys = {
            p.code: list(dict.fromkeys(map(fold, [p.name_th, p.name_en, *aliases.get(p.code, []), *self._capital(p)])))
            for p in ordered
        }
        self.strict = _Names([(p, self.keys[p.code]) for p in ordered])
        nearly = ordered if forgiving else []
        self.loose = _Names([(p, [skeleton(key) for key in self.keys[p.code]]) for p in nearly])

    def _capital(self, place: Place) -> list[str]:
        """Who types a province's name looks for its capital district too: เชียงใหม่ is also เมืองเชียงใหม่."""
        province = self.gazetteer.places.get(place.above)
        if place.kind == "district" and province and place.name_th == f"เมือง{province.name_th}":
            return [province.name_th, province.name_en]
        return []

    def search(self, text: str, limit: int) -> list[PlaceHit]:
        found: dict[str, Place] = {}
        for place in islice(self._matches(text), limit * 20):
            found.setdefault(place.code, place)
            if len(found) >= limit:
                break
        return [self.gazetteer.hit(place) for place in found.values()]

    def _matches(self, text: str) -> Iterator[Place]:
        pieces, whole = parts(text), fold(text)
        if not pieces:
            return iter(())
        if len(pieces) == 1 and whole.isdigit():
            return self._by_postcode(whole)
        single = pieces if len(pieces) == 1 else [Part("".join(p.text for p in pieces))]
        if single[0].text != whole:
            single = [*single, Part(whole)]
        return self._ranked(single, pieces, words(text))

    def _ranked(self, single: list[Part], pieces: list[Part], typed: list[str]) -> Iterator[Place]:
        """What was typed as one name: is it, begins with it; as an address; contains it; is nearly it; lies in it."""
        own = [place for part in single for place in self.strict.being(part.text, part.kind)]
        begins = [place for part in single for place in self.strict.beginning(part.text, part.kind)]
        yield from chain(own, begins)
        if not begins:
            yield from self._along(pieces, typed)
        long = [part for part in single if len(part.text) >= LEAST_INNER]
        for part in long:
            yield from self.strict.containing(part.text, part.kind)
        if begins:
            yield from self._along(pieces, typed)
        for part in long:
            near = skeleton(part.text)
            if 2 * len(near) < len(part.text):
                continue
            for find in (self.loose.being, self.loose.beginning, self.loose.containing):
                yield from find(near, part.kind)
        for place in own[:3]:
            yield from (self.gazetteer.places[code] for code in self.gazetteer.below.get(place.code, []))

    def _by_postcode(self, digits: str) -> Iterator[Place]:
        """The districts with that postcode, then their sub-districts."""
        if len(digits) < LEAST_INNER:
            return
        low = bisect_left(self.postcodes, (digits, ""))
        high = bisect_left(self.postcodes, (digits + ":", ""))
        inside = sorted({code for _postcode, code in self.postcodes[low:high]})
        for code in [*dict.fromkeys(code[:-2] for code in inside), *inside]:
            yield self.gazetteer.places[code]

    def _along(self, pieces: list[Part], typed: list[str]) -> Iterator[Place]:
        """Places whose own name is one piece and whose surroundings are the others."""
        marked = [p for p in pieces if p.kind or p.text.isdigit()]
        for some in [pieces, marked] if len(pieces) > len(marked) else [pieces]:
            if len(some) > 1:
                for own in sorted(some, key=lambda p: _SMALLEST_FIRST.index(p.kind)):
                    yield from self._within(own, [p for p in some if p is not own])
        if 2 <= len(typed) <= WORDS:
            for cut in range(1, len(typed)):
                before, after = Part("".join(typed[:cut])), Part("".join(typed[cut:]))
                yield from self._within(before, [after])
                yield from self._within(after, [before])

    def _within(self, own: Part, around: list[Part]) -> Iterator[Place]:
        if own.text.isdigit():
            return
        candidates = chain(
            self.strict.being(own.text, own.kind),
            self.strict.beginning(own.text, own.kind),
            self.loose.beginning(skeleton(own.text), own.kind),
        )
        for place in islice(candidates, CANDIDATES):
            if all(self._lies_in(place, part) for part in around):
                yield place

    def _lies_in(self, place: Place, part: Part) -> bool:
        if part.text.isdigit():
            inside = [place, *(self.gazetteer.places[code] for code in self.gazetteer.below.get(place.code, []))]
            return any(postcode.startswith(part.text) for p in inside for postcode in p.postcode.split())
        around = self._around(place.above)
        return any(name.startswith(part.text) for kind, names in around if part.kind in (None, kind) for name in names)

    def _around(self, code: str) -> list[tuple[Kind | None, list[str]]]:
        """The names of an area and of those around it, by kind, and all of them in one, as they are typed."""
        if code not in self.surroundings:
            line = self.gazetteer.line(self.gazetteer.places[code]) if code in self.gazetteer.places else []
            names = [list(map(fold, (p.name_th, p.name_en))) + self.keys.get(p.code, []) for p in line]
            whole = ["".join(name) for name in zip(*(n[:2] for n in names), strict=True)]
            found: list[tuple[Kind | None, list[str]]] = [(p.kind, n) for p, n in zip(line, names, strict=True)]
            self.surroundings[code] = [*found, (None, whole)]
        return self.surroundings[code]
