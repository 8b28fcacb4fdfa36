"""Somebody says that she has read a lesson."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed
from sangsuk.offices.actor import Actor

from ..models.lessons import Lesson, LessonRead
from . import courses, standing
from .words import PUBLISHED


@transaction.atomic
def read(lesson: Lesson, *, by: Actor, now: datetime | None = None) -> LessonRead:
    """Again is no error, and says which version. What she has passed by it follows. Raises NotAllowed."""
    now = now or timezone.now()
    if not standing.learns(by) or by.user_id is None or lesson.status != PUBLISHED:
        raise NotAllowed("not_yours", _("บันทึกการอ่านได้เฉพาะบทเรียนที่ใช้เรียนอยู่"))
    told = {"office_code": by.office_code, "version": lesson.version, "last_at": now}
    row, _new = LessonRead.objects.update_or_create(
        lesson=lesson, user_id=by.user_id, defaults=told, create_defaults={**told, "first_at": now}
    )
    courses.follow(by, lesson=lesson, now=now)
    return row
