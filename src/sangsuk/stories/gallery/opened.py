"""Published stories as open data: where, when, about what and how it was; no words of hers, and nobody's name."""

import json
from collections.abc import Iterator
from functools import cache

from sangsuk.common.cells import csv_file
from sangsuk.thai.dates import bangkok_date

from .. import words
from . import naming, shelf

FIELDS = (
    "code", "published_on", "region", "province_code", "province", "office_code", "office", "campaign", "theme", "theme_name",
    "service", "service_name", "flagship", "flagship_name", "tone", "expectation", "address",
)  # fmt: skip

_COLUMNS = (
    "code", "published_at", "region", "province_code", "office_id", "campaign_id", "theme", "service", "flagship", "tone",
    "expectation",
)  # fmt: skip


def rows(filters: shelf.Filters, *, site: str) -> Iterator[dict[str, str]]:
    """One for each story, the newest first. One query; every name is looked up once."""
    found = shelf.narrowed(filters).order_by("-published_at", "-id")
    office, province, term = cache(naming.office), cache(naming.province), cache(naming.term)
    for one in found.values(*_COLUMNS).iterator(chunk_size=2000):
        yield {
            "code": one["code"], "published_on": bangkok_date(one["published_at"]).isoformat(), "region": one["region"],
            "province_code": one["province_code"], "province": province(one["province_code"]),
            "office_code": one["office_id"], "office": office(one["office_id"]), "campaign": one["campaign_id"] or "",
            "theme": one["theme"], "theme_name": term(words.THEMES, one["theme"]), "service": one["service"],
            "service_name": term(words.SERVICES, one["service"]), "flagship": one["flagship"],
            "flagship_name": term(words.FLAGSHIPS, one["flagship"]), "tone": one["tone"],
            "expectation": one["expectation"], "address": f"{site}/stories/{one['code']}",
        }  # fmt: skip


def as_csv(filters: shelf.Filters, *, site: str) -> bytes:
    return csv_file([FIELDS, *(tuple(row[name] for name in FIELDS) for row in rows(filters, site=site))])


def as_json(filters: shelf.Filters, *, site: str) -> str:
    told = {
        "title": "Published stories", "fields": list(FIELDS),
        "stories": list(rows(filters, site=site)),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=0)
