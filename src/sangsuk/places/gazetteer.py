"""All places of the country in memory, by code: names, points, and who lies in whom. Pure: rows in, answers out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from . import titles

Kind = Literal["province", "district", "subdistrict", "village"]
KINDS: dict[int, Kind] = {2: "province", 4: "district", 6: "subdistrict", 8: "village"}


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name_th: str
    name_en: str
    longitude: float | None = None
    latitude: float | None = None
    postcode: str = ""
    moo: int = 0

    @property
    def kind(self) -> Kind:
        return KINDS[len(self.code)]

    @property
    def above(self) -> str:
        """The code of the area it lies in; empty for a province."""
        return self.code[:-2] if len(self.code) > 2 else ""

    def title(self, language: str) -> str:
        """The name with the word that goes with it: "อำเภอแม่ริม", "Mae Rim District"."""
        english = language.startswith("en")
        if self.kind == "village":
            return titles.village_en(self.moo, self.name_en) if english else titles.village_th(self.moo, self.name_th)
        if english:
            return getattr(titles, f"{self.kind}_en")(self.code, self.name_en)  # type: ignore[no-any-return]
        return getattr(titles, f"{self.kind}_th")(self.code, self.name_th)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """One line of an as-you-type list. Its point is the area's own, or that of the smallest area around it with one."""

    kind: Kind
    code: str
    label_th: str
    label_en: str
    district_code: str | None
    subdistrict_code: str | None
    province_code: str
    longitude: float | None
    latitude: float | None

    def label(self, language: str) -> str:
        return self.label_en if language.startswith("en") else self.label_th


@dataclass
class Gazetteer:
    places: dict[str, Place] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Gazetteer":
        found = cls({place.code: place for place in places})
        for code, place in found.places.items():
            found.below.setdefault(place.above, []).append(code)
        return found

    def line(self, place: Place) -> list[Place]:
        """The place and the areas around it, smallest first."""
        found = [place]
        while (code := found[-1].above) and (above := self.places.get(code)):
            found.append(above)
        return found

    def path(self, place: Place, language: str) -> str:
        """ "ตำบลสุเทพ อำเภอเมืองเชียงใหม่ จังหวัดเชียงใหม่" """
        parts = [p.title(language) for p in self.line(place)]
        return titles.path_en(parts) if language.startswith("en") else titles.path_th(parts)

    def hit(self, place: Place) -> PlaceHit:
        point = next((p for p in self.line(place) if p.longitude is not None), place)
        return PlaceHit(
            kind=place.kind,
            code=place.code,
            label_th=self.path(place, "th"),
            label_en=self.path(place, "en"),
            district_code=place.code[:4] if len(place.code) >= 4 else None,
            subdistrict_code=place.code[:6] if len(place.code) >= 6 else None,
            province_code=place.code[:2],
            longitude=point.longitude,
            latitude=point.latitude,
        )
