"""What a newspaper may take with it: what was announced, the films, words that may be quoted, pictures that may be shown.

Made anew for each asking and kept nowhere. Words only of stories whose authors let us quote them; of these, pictures only
where the author lets them be shown as well. What is announced or shown as a film is told as its own page tells it. No still
of a film goes with it: the picture is the one beside the story's link. No seal and no sign of the state goes with it.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sangsuk.common.errors import Missing, Refused
from sangsuk.papers import printing

from ..campaigns import queries as campaigns
from ..models import Campaign, StoryFile
from . import announced, files, kit_texts, numbers, share, shelf, telling
from .announced import Choice, Shown
from .telling import Told

MOST_QUOTES, MOST_PICTURES = 200, 12
FIXED = (2020, 12, 1, 0, 0, 0)
"""The moment that files in the bundle bear, so that the same content is the same bytes."""


@dataclass(frozen=True)
class Kit:
    """What goes into it, before it is packed. `campaign`: the one that it is of, if it is of one."""

    campaign: Campaign | None
    tales: Sequence[Told]
    pictures: Sequence[tuple[Told, StoryFile]]
    choices: Sequence[Choice]
    films: Sequence[Shown]


def gathered(filters: shelf.Filters) -> Kit:
    """Eight queries, and three for each announced round."""
    shown = shelf.narrowed(filters)
    rows = list(shelf.for_list(telling.quotable(shown))[:MOST_QUOTES])
    tales = telling.many(rows, files.of(rows))
    photographs = [(tale, file) for tale in tales for file in tale.files if file.kind == files.PHOTO]
    campaign = campaigns.asked_for(filters.campaign)
    return Kit(campaign, tales, photographs[:MOST_PICTURES], announced.choices(shown), announced.films(shown))


def packed(filters: shelf.Filters, *, site: str, now: datetime) -> bytes:
    """The bundle as ZIP. Raises: NoThaiFont, Refused."""
    kit, out = gathered(filters), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in entries(kit, filters, site, now):
            about = zipfile.ZipInfo(name, FIXED)
            about.compress_type = zipfile.ZIP_STORED if name.endswith((".jpg", ".png")) else zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            bundle.writestr(about, data)
    return out.getvalue()


def entries(kit: Kit, filters: shelf.Filters, site: str, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file."""
    yield "README.txt", kit_texts.readme(kit.tales, kit.pictures, kit.campaign, site, now)
    if kit.choices:
        yield "announcement.txt", kit_texts.announcement(kit.choices, kit.films, site)
    if kit.campaign:
        yield "numbers.csv", numbers.as_csv(numbers.of(kit.campaign), now=now)
    yield "facts.pdf", printing.pdf(kit_texts.facts(shelf.narrowed(filters), site, now), made_at=now)
    yield "quotes.csv", kit_texts.quotes(kit.tales, site)
    if kit.films:
        yield "films.csv", kit_texts.films(kit.films, site)
        for one in kit.films:
            yield from _film(one)
    if kit.pictures:
        yield "pictures.csv", kit_texts.pictures(kit.pictures, site)
    for tale, file in kit.pictures:
        try:
            data = files.path_to(file).read_bytes()
        except (Missing, Refused, OSError):
            continue  # not there, or still being looked at for viruses
        yield kit_texts.picture_name(tale, file), data


def _film(one: Shown) -> Iterator[tuple[str, bytes]]:
    try:
        picture = share.kept(one.film.story).read_bytes()
    except FileNotFoundError:
        return  # the story went while the bundle was being made
    yield f"films/{one.film.code}.png", picture
    for paper in one.texts:
        yield kit_texts.film_text_name(paper, one.film.code), paper.text.encode("utf-8")
