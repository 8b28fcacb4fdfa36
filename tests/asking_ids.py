"""Matters of which the thirteen digits are asked: no rule of the product's own asks for them, so a test makes one."""

from datetime import date
from typing import Any

from sangsuk.catalog.models import IdentityRule
from sangsuk.common.remember import forget_all


def ask(asks: str = "optional", **row: Any) -> None:
    """From now on, for any matter or for those that `row` names."""
    told = {
        "asks": asks, "why_th": "กฎหมายเรื่องนี้ให้ยืนยันตัวผู้ร้อง", "why_en": "The law on this matter asks who you are.",
        "valid_from": date(2020, 1, 1), "source": "a test",
    }  # fmt: skip
    IdentityRule.objects.update_or_create(code=row.pop("code", "test"), defaults=told | row)
    forget_all()
