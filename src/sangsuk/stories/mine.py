"""A signed-in citizen's own list of stories: kept as her cases are, so that nobody who reads the table finds either."""

from sangsuk.cases.mine import marks
from sangsuk.common import keys

from .models import KeptStory, Story

LABEL = "mine.story.story"


def keep(user_id: int, story: Story) -> None:
    """Into her list; twice is once."""
    of = marks.holder(user_id)
    mark = _mark(of, story.pk)
    shut = marks.shut(story.pk, label=LABEL, row=mark)
    KeptStory.objects.bulk_create([KeptStory(holder=of, story=shut, mark=mark)], ignore_conflicts=True)


def keeps(user_id: int, story: Story) -> bool:
    return KeptStory.objects.filter(mark=_mark(marks.holder(user_id), story.pk)).exists()


def stories(user_id: int) -> list[Story]:
    """Her list, newest first."""
    rows = KeptStory.objects.filter(holder=marks.holder(user_id)).values_list("story", "mark")
    ids = [marks.opened(shut, label=LABEL, row=mark) for shut, mark in rows]
    found = Story.objects.filter(pk__in=[pk for pk in ids if pk]).select_related("campaign")
    return list(found.order_by("-received_at", "-id"))


def leave(user_id: int, story: Story) -> bool:
    """Out of her list; whether it stood there. The story itself stays as it is."""
    return bool(KeptStory.objects.filter(mark=_mark(marks.holder(user_id), story.pk)).delete()[0])


def forget(user_id: int) -> None:
    """Every link of hers."""
    KeptStory.objects.filter(holder=marks.holder(user_id)).delete()


def _mark(of: bytes, story_id: int) -> bytes:
    return keys.fingerprint(f"{of.hex()}:{story_id}", label="mine.story")
