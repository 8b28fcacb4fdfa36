"""Words for every template: dates in the reader's own era, texts cut where an eye would cut them."""

import re
from datetime import date, datetime

from django import template
from django.utils.translation import get_language

from sangsuk import thai
from sangsuk.common.forms import KIND
from sangsuk.thai.dates import DateStyle

register = template.Library()
_SECRET_LINK = re.compile(r"/answer/[^\s]+")


@register.filter
def thai_date(moment: date | datetime | None, style: DateStyle = "short") -> str:
    """'ศ. 13 พ.ย. 2569' on Thai pages, 'Fri 13 Nov 2026' on English ones; empty for no date."""
    return thai.date_in(moment, get_language() or "th", style) if moment else ""


@register.filter
def thai_time(moment: datetime | None) -> str:
    """'16.30 น.' or '16:30', Bangkok time; "น." stays on the line of its number."""
    return thai.time_in(moment, get_language() or "th").replace(" ", "\u00a0") if moment else ""


@register.filter
def thai_datetime(moment: datetime | None, style: DateStyle = "short") -> str:
    """Date and time: 'ศ. 13 พ.ย. 2569 16.30 น.'."""
    return f"{thai_date(moment, style)} {thai_time(moment)}" if moment else ""


@register.filter
def without_links(text: object) -> str:
    """A message as others may read it: who holds the link of a body outside could answer in its name."""
    return _SECRET_LINK.sub("/answer/…", str(text or ""))


@register.filter
def cut(text: object, n: int) -> str:
    """At most n visible characters, then …; never half a character."""
    return thai.cut(str(text or ""), int(n))


@register.filter
def said_of(error: object, label: object) -> str:
    """An error in the summary above a form: a sentence that many fields share says of which one it speaks."""
    shared = {str(sentence) for sentence in KIND.values()}
    return f"{label}: {error}" if str(error) in shared else str(error)


@register.filter
def thai_digits(text: object) -> str:
    """Thai numerals, for official letters."""
    return thai.thai_digits(str(text))


@register.filter
def grouped(number: int | None) -> str:
    """46000 as 46,000."""
    return "" if number is None else f"{number:,}"
