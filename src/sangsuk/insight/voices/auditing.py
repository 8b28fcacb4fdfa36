"""The proof of the voices: counted again in SQL from stories and cards, by code that shares nothing with `hearing` but the
words; and that every bundle is whole. `sangsuk check stories`.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from sangsuk.places.regions import region_of
from sangsuk.stories.models import FeedbackCard, Story
from sangsuk.thai.dates import bangkok_date

from . import rules, scopes
from .book import SUMMED
from .tables import Heard, VoiceBundle, VoiceRule, VoiceTally, VoiceWeight, VoiceWord

_STORY, _CARD = Story._meta.db_table, FeedbackCard._meta.db_table
_HEARD, _BUNDLE, _TALLY, _WEIGHT, _WORD = (
    m._meta.db_table for m in (Heard, VoiceBundle, VoiceTally, VoiceWeight, VoiceWord)
)

# What is true now, of every source; in the columns of Heard.
TRUE = [
    f"""select 'story'::text as source, id as ref, office_id::text as office, (received_at at time zone 'Asia/Bangkok')::date as "on",
               tone, expectation, theme, service, status = 'published' as open,
               1.0::float as weight
        from {_STORY} where status in ('published', 'kept')""",
    f"""select 'card'::text, id, office_id::text, day, tone, expectation, ''::text, service, false, weight from {_CARD}""",
]


def faults() -> Iterator[str]:
    """Everything that is not as it should be, one line each. The caller has counted what is due."""
    yield from _told(_HEARD_WRONG.format(true=" union all ".join(TRUE)), "{} {}: not as it is kept")
    yield from _told(_CELLS, "{} {} {} {} {} {}: kept {}, voices say {}")
    yield from _told(_WORDS, "word {} {} {} {}: kept {} {}, voices say {} {}")
    yield from _told(_WEIGHTS, "weight {} {} {}: not what its days say")
    yield from _told(_BUNDLES, "bundle {} of {}: {} voices")
    yield from _told(_GROUPS, "bundle {}: {} {} has {} voices")


def _told(sql: str, line: str) -> Iterator[str]:
    rule = rules.on(bangkok_date(timezone.now()))
    provinces = sorted({code[:2] for code in scopes.offices_in(scopes.COUNTRY)})
    values: dict[str, Any] = {
        "provinces": provinces, "regions": [f"region:{region_of(code)}" for code in provinces], "day": rule.day,
        "bundle": min(VoiceRule.objects.filter(what=rules.BUNDLE).values_list("amount", flat=True), default=rule.bundle),
        "group": min(VoiceRule.objects.filter(what=rules.GROUP).values_list("amount", flat=True), default=rule.group),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for row in cursor.fetchall():
            yield line.format(*(part if part not in (None, "") else "-" for part in row))


_HEARD_WRONG = f"""
select coalesce(h.source, t.source), coalesce(h.ref, t.ref)
from (select source, ref, office, "on", tone, expectation, theme, service, open, weight from {_HEARD}) h
full join ({{true}}) t using (source, ref) where h is distinct from t order by 1, 2 limit 1000
"""

# told: every voice once for each reach, with the month, theme and service under which it is told, and its widest scopes.
_RECOUNTED = f"""
of_province as (select * from unnest(%(provinces)s::text[], %(regions)s::text[]) as u(province, region)),
told as (
    select h.*, 'desk' as reach, to_char("on", 'YYYYMM')::int as month, theme as by_theme, service as by_service,
           office as area from {_HEARD} h
    union all
    select h.*, 'public', to_char("on", 'YYYYMM')::int, theme, service, office from {_HEARD} h where open
    union all
    select h.*, 'public', b.month, h.shown_theme, h.shown_service, b.area from {_HEARD} h join {_BUNDLE} b on b.id = h.bundle_id),
scoped as (
    select t.*, s.scope from told t join of_province p on p.province = left(t.office, 2) cross join lateral (
        values (1, t.office), (2, 'under:' || p.province || '00'), (3, p.region), (4, 'under:MOI')) as s(no, scope)
    where s.no >= case when t.area = t.office then 1 when t.area = 'under:MOI' then 4 else 2 end)
"""

_CELLS = f"""
with {_RECOUNTED},
recounted as (
    select scope, reach, axis, month, value, measure, count(*) as n
    from scoped cross join lateral (values ('all', ''), ('theme', by_theme), ('service', by_service)) as a(axis, value)
    cross join lateral (values ('voices'), (tone), (expectation), (case source when 'story' then 'stories' end)) as m(measure)
    where measure <> '' group by 1, 2, 3, 4, 5, 6)
select scope, reach, axis, month, value, measure, coalesce(t.n, 0), coalesce(r.n, 0)
from (select * from {_TALLY} where n <> 0) t full join recounted r using (scope, reach, axis, month, value, measure)
where t.n is distinct from r.n order by 1, 2, 3, 4, 5, 6 limit 1000
"""

_WORDS = f"""
with {_RECOUNTED},
recounted as (
    select scope, reach, month, word,
           count(*) filter (where expectation = 'above') as above, count(*) filter (where expectation <> 'above') as others
    from scoped cross join lateral unnest(words) as w(word) where expectation <> '' group by 1, 2, 3, 4)
select scope, reach, month, word, coalesce(t.above, 0), coalesce(t.others, 0), coalesce(r.above, 0), coalesce(r.others, 0)
from (select * from {_WORD} where above <> 0 or others <> 0) t full join recounted r using (scope, reach, month, word)
where (coalesce(t.above, 0), coalesce(t.others, 0)) <> (coalesce(r.above, 0), coalesce(r.others, 0))
order by 1, 2, 3, 4 limit 1000
"""

_WEIGHTS = f"""
with {_RECOUNTED}, summed as ({SUMMED})
select area, reach, month from {_WEIGHT} w
full join summed s(area, reach, month, voices, positive, negative, mixed, expected, below, met, above)
    using (area, reach, month)
where (abs(w.voices - s.voices) + abs(w.positive - s.positive) + abs(w.negative - s.negative)
       + abs(w.expected - s.expected) + abs(w.below - s.below) + abs(w.above - s.above) < 1e-6) is not true
order by 1, 2, 3 limit 1000
"""

_BUNDLES = f"""
select b.id, b.area, count(h.ref) from {_BUNDLE} b left join {_HEARD} h on h.bundle_id = b.id
group by b.id, b.area, b.n having count(h.ref) <> b.n or b.n < %(bundle)s order by 1
"""

_GROUPS = f"""
select bundle_id, axis, value, count(*) from {_HEARD}
cross join lateral (values ('theme', shown_theme), ('service', shown_service)) as a(axis, value)
where bundle_id is not null group by 1, 2, 3 having count(*) < %(group)s order by 1, 2, 3
"""
