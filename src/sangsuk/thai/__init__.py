"""Thai text and Thai dates: values in, values out; needs no database, no network and no Django."""

from .dates import (
    BANGKOK,
    NotADate,
    arabic_digits,
    bangkok_date,
    date_in,
    english_date,
    fiscal_year_be,
    fiscal_year_span,
    parse_be,
    thai_date,
    thai_digits,
    time_in,
)
from .normal import normalise
from .ordering import in_order
from .redaction import Finding, Redacted, check_digit, redact
from .words import cut, gist, gist_and_index, graphemes, index_words, segment

__all__ = [
    "BANGKOK",
    "Finding",
    "NotADate",
    "Redacted",
    "arabic_digits",
    "bangkok_date",
    "check_digit",
    "cut",
    "date_in",
    "english_date",
    "fiscal_year_be",
    "fiscal_year_span",
    "gist",
    "gist_and_index",
    "graphemes",
    "in_order",
    "index_words",
    "normalise",
    "parse_be",
    "redact",
    "segment",
    "thai_date",
    "thai_digits",
    "time_in",
]
