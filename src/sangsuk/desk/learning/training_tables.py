"""The tables that training goes by, kept at the desk: subjects, target groups, questions of the form, numbers."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.learning.models import TrainingGroup, TrainingQuestion, TrainingRule, TrainingSubject
from sangsuk.learning.training import words

DAYS = ("valid_from", "valid_to")


def tables(make: Callable[..., Any]) -> list[Any]:
    """Made with the class of the tables, which imports this module."""
    return [
        make("training_subjects", _("การอบรม: เรื่องที่อบรม"), TrainingSubject, "order", ("code", "name_th", "valid_to"),
             ("code", "name_th", "name_en", "order", *DAYS), ("code", "name_th", "name_en"), fixed=("code",)),
        make("training_groups", _("การอบรม: กลุ่มเป้าหมาย"), TrainingGroup, "order", ("code", "name_th", "roles", "office_kinds", "valid_to"),
             ("code", "name_th", "name_en", "roles", "office_kinds", "local", "order", *DAYS), ("code", "name_th"), fixed=("code",)),
        make("training_questions", _("การอบรม: คำถามตั้งต้นของแบบประเมิน"), TrainingQuestion, "order", ("code", "ask_th", "valid_to"),
             ("code", "ask_th", "ask_en", "order", *DAYS), ("code", "ask_th", "ask_en"), fixed=("code",)),
        make("training_rules", _("การอบรม: เกณฑ์"), TrainingRule, "what", ("what", "amount", "valid_to"),
             ("code", "what", "amount", "order", *DAYS), ("code",), fixed=("code", "what")),
    ]  # fmt: skip


ROLES = {
    "officer": _("เจ้าหน้าที่"), "chief": _("หัวหน้าศูนย์"), "agency": _("เจ้าหน้าที่หน่วยงาน"), "executive": _("ผู้บริหาร"),
    "operator": _("ผู้ดูแลระบบ"),
}  # fmt: skip
KINDS = {
    "ministry": _("กระทรวง"), "dopa": _("กรมการปกครอง"), "province": _("จังหวัด"), "district": _("อำเภอ"), "khet": _("เขต"), "agency": _("หน่วยงาน"),
}  # fmt: skip
SEVERAL: dict[str, Callable[[], list[Any]]] = {
    "roles": lambda: list(ROLES.items()), "office_kinds": lambda: list(KINDS.items()),
}  # fmt: skip
LABELS: dict[str, Any] = {
    "roles": _("ทำหน้าที่"), "office_kinds": _("ในหน่วยงานชนิด"), "local": _("จำกัดตามภาคหรือจังหวัดของการอบรมได้"),
    "ask_th": _("คำถาม ภาษาไทย"), "ask_en": _("คำถาม ภาษาอังกฤษ"),
}  # fmt: skip
WORDS: dict[str, Any] = dict(words.RULES)
