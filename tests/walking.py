"""Walks every address that is open to all, as it stands in the table of addresses, and says where something is to be read.

Whoever adds an open address need not tell this: it is found, and its gaps are filled with everything that a story is
called by (its code, its number, its client id, the numbers of its files, its campaign, its office).
"""

import hashlib
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sangsuk.api import service
from sangsuk.stories.models import Certificate, Entry, Film, PledgeFile, Story

PART = re.compile(r"<(\w+):(\w+)>|\{(\w+)\}")
NARROWED = ("", "?office=5001", "?campaign=happy-2563", "?province=50", "?region=north", "?tone=positive")
"""How a list about stories may be asked; programs and people put the same words into the address."""


@dataclass(frozen=True)
class Seen:
    """What one address gave: status, its mark, and everything that is readable in it."""

    status: int
    mark: str
    text: str
    digests: frozenset[str] = field(default=frozenset())


def open_routes(resolver: URLResolver | None = None, above: str = "") -> Iterator[str]:
    """Of the pages those that ask for no sign-in; of the API those operations that ask for no token."""
    for one in (resolver or get_resolver()).url_patterns:
        route = above + str(one.pattern).replace("\\Z", "")
        if isinstance(one, URLResolver):
            yield from open_routes(one, route)
        elif isinstance(one, URLPattern) and not getattr(one.callback, "login_required", True):
            yield route


def open_operations() -> Iterator[str]:
    for path, methods in service.schema()["paths"].items():
        if "get" in methods and not methods["get"].get("security"):
            yield path.strip("/")


def desk_routes(parts: tuple[str, ...]) -> Iterator[str]:
    """Pages of the desk under these."""
    for route in every_route():
        if route.startswith(tuple(f"desk/{part}" for part in parts)):
            yield route


def every_route(resolver: URLResolver | None = None, above: str = "") -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        route = above + str(one.pattern).replace("\\Z", "")
        if isinstance(one, URLResolver):
            yield from every_route(one, route)
        else:
            yield route


def addresses(stories: list[Story], routes: Iterable[str] | None = None) -> Iterator[str]:
    """Every open address (or these), once for each story it could be about."""
    for route in sorted({*open_routes(), *open_operations()} if routes is None else set(routes)):
        if PART.search(route):
            for story in stories:
                yield from _filled(route, story)
        elif route.startswith("stories") or "/stories" in route:
            yield from (f"/{route}{narrowed}" for narrowed in NARROWED)
            yield from (f"/{route}?q={story.title_shown}" for story in stories)
        else:
            yield f"/{route}"


def _filled(route: str, story: Story) -> Iterator[str]:
    numbers = [story.pk]
    if re.search(r"<int:|_id\}", route):
        numbers += [*story.files.values_list("pk", flat=True), *_proofs_of(story)]
    words = (story.code, *_called(story), story.campaign_id or "-", story.office_id, story.province_code)
    for number in numbers:
        for word in words if not route.count("<str:") > 1 else words[:1]:
            address = "/" + PART.sub(lambda found, n=number, w=word: _part(found, story, n, w), route)
            yield address
            if "file_id" in route:
                yield f"{address}?small=1"


def _proofs_of(story: Story) -> Iterator[int]:
    return iter(PledgeFile.objects.filter(pledge__story=story).values_list("pk", flat=True))


def _called(story: Story) -> list[str]:
    """Its film, the certificates that it led to, and the rounds that it was chosen in."""
    films = Film.objects.filter(story=story).values_list("code", flat=True)
    certificates = Certificate.objects.filter(stories=story).values_list("code", flat=True)
    rounds = Entry.objects.filter(story=story).values_list("round__code", flat=True)
    return [*films, *certificates, *rounds]


def _part(found: "re.Match[str]", story: Story, number: int, word: str) -> str:
    kind, name = found[1] or "str", found[2] or found[3]
    if name in ("kind", "language"):
        return {"kind": "captions", "language": "th"}[name]
    if kind == "int" or name.endswith("_id"):
        return str(number)
    if kind == "uuid":
        return str(story.client_id)
    return _packet_of(story) if name == "packet" else word


def _packet_of(story: Story) -> str:
    return Entry.objects.filter(story=story).values_list("packet", flat=True).first() or "-"


def walked(paths: list[str], client: Client | None = None) -> dict[str, Seen]:
    client = client or Client()
    return {path: seen(client, path) for path in paths}


def seen(client: Client, path: str, **headers: str) -> Seen:
    answer = client.get(path, headers=headers)
    body = answer.getvalue()
    text, digests = _read(body)
    told = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return Seen(answer.status_code, answer.headers.get("ETag", ""), f"{told}\n{text}", frozenset(digests))


def _read(body: bytes) -> tuple[str, set[str]]:
    """The words of a page, a feed, JSON or whatever lies in a bundle; and the digest of each thing as a whole."""
    digests = {hashlib.sha256(body).hexdigest()}
    if body[:2] == b"PK":
        texts = []
        with zipfile.ZipFile(io.BytesIO(body)) as bundle:
            for name in bundle.namelist():
                text, inner = _read(bundle.read(name))
                texts += [name, text]
                digests |= inner
        return "\n".join(texts), digests
    text = html.unescape(body.decode("utf-8", "replace"))
    if body[:1] in (b"{", b"["):
        text += json.dumps(json.loads(body), ensure_ascii=False)
    return text, digests
