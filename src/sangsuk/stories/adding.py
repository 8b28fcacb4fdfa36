"""Files that the author sends after her story. They gather in a draft of their own, so that a lost line costs nothing, and
nobody else sees them before a moderator has."""

import hmac
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from . import actions, consents, drafts, table, words
from .media import keeping, limits, parts
from .models import Story, StoryDraft, StoryDraftFile, StoryEvent, StoryFile
from .standing import AUTHOR

MOVE = "add_files"


def token_of(story: Story) -> UUID:
    """The draft in which her next files gather: the same until she has sent them, and nobody can guess it."""
    before = StoryEvent.objects.filter(story=story, move=MOVE).count()
    digest = hmac.digest(settings.CASE_SECRET.encode(), b"story-files:%d:" % before + story.client_id.bytes, "sha256")
    return UUID(bytes=digest[:16], version=4)


def room(story: Story) -> int:
    """How many files may still come."""
    return max(0, limits.FILES - StoryFile.objects.filter(story=story, removed_at=None).count())


def gathered(token: UUID, *, now: datetime | None = None) -> tuple[StoryDraftFile, ...]:
    """What has come, and was not sent yet."""
    live = StoryDraftFile.objects.filter(draft=token, draft__expires_at__gt=now or timezone.now())
    return tuple(live.order_by("id"))


def check(story: Story) -> None:
    """Raises NotAllowed where nothing may be added any more."""
    table.check(MOVE, story.status, {AUTHOR}, {"added": ["photo"]})


def gather(token: UUID, file: keeping.Kept) -> None:
    """One file more, for who has no script. Raises Refused."""
    drafts.save(token)
    drafts.add_file(token, file)


@transaction.atomic
def send(
    story: Story, *, without: Collection[int] = (), photograph: bool = False, version: int, now: datetime | None = None
) -> Story:
    """What has gathered, `without` the ones she does not want to send, becomes part of her story and waits for a moderator.
    `photograph`: she allows from now on that it is shown. Raises: Stale, NotAllowed, Refused."""
    now, by, token = now or timezone.now(), Actor.citizen("web"), token_of(story)
    chosen = [file for file in gathered(token, now=now) if file.pk not in without]
    if not chosen:
        raise Refused("needed", _("กรุณาเลือกรูป เสียง หรือวิดีโอที่จะส่ง"), keeping.FIELD)
    kinds = [file.kind for file in chosen]
    story = actions.move(story, MOVE, by=by, version=version, data={"added": kinds}, now=now)
    for file in chosen:
        _put(story, file, now)
    if StoryFile.objects.filter(story=story, removed_at=None).count() > limits.FILES:
        raise Refused("too_many_files", _("แนบไฟล์ได้ไม่เกิน %(most)s ไฟล์") % {"most": limits.FILES}, keeping.FIELD)
    if photograph and words.PHOTOGRAPH not in consents.allowed(story):
        story = actions.move(story, "consent", by=by, data={"uses": {words.PHOTOGRAPH: True}}, now=now)
    StoryDraft.objects.filter(pk=token).delete()
    transaction.on_commit(lambda: parts.forget_all(token))
    return story


def _put(story: Story, file: StoryDraftFile, now: datetime) -> None:
    """The same file twice is one; one that was taken away is looked at anew."""
    made = drafts.stored(file)
    row, new = StoryFile.objects.get_or_create(story=story, sha256=made.sha256, defaults=vars(made) | {"added_at": now})
    if not new and row.removed_at is not None:
        StoryFile.objects.filter(pk=row.pk).update(removed_at=None, passed_at=None, added_at=now)
