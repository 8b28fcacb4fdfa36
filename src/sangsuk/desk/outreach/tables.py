"""The tables by which going out is measured, kept at the desk."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.outreach import words
from sangsuk.outreach.models import OutreachRule, ServiceKind

DAYS = ("valid_from", "valid_to")


def tables(make: Callable[..., Any]) -> list[Any]:
    """Made with the class of the tables, which imports this module."""
    return [
        make("outreach_services", _("ออกหน่วยเชิงรุก: ชนิดของบริการ"), ServiceKind, "order", ("name_th", "code", "valid_to"),
             ("code", "name_th", "name_en", "order", *DAYS), ("code", "name_th", "name_en"), fixed=("code",)),
        make("outreach_rules", _("ออกหน่วยเชิงรุก: เกณฑ์และกำหนดเวลา"), OutreachRule, "what", ("what", "amount", "province_code", "valid_to"),
             ("code", "what", "amount", "province_code", *DAYS), ("code", "what"), fixed=("code", "what", "province_code")),
    ]  # fmt: skip


WORDS: dict[str, Any] = words.WHATS
