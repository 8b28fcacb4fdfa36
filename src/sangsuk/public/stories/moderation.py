"""What moderation says to the author, for her page and her slip: words proposed, why it was not passed, whom to call."""

from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from sangsuk.stories.models import Story
from sangsuk.stories.moderation import wording


def said(story: Story) -> dict[str, Any]:
    """What her page shows beside the moves."""
    now, language = timezone.now(), get_language() or "th"
    return {
        "asked": wording.asked(story, now=now),
        "ended": wording.not_passed(story, language),
        "lines": wording.help_lines_of(story, language=language, now=now),
    }


def lines(story: Story) -> list[wording.Line]:
    """Whom to call, on the slip too: at once, before anybody has read it."""
    return wording.help_lines_of(story, language=get_language() or "th", now=timezone.now())


def answered(story: Story, post: QueryDict) -> dict[str, Any]:
    """Her answers to the words proposed, as the move takes them. Raises Refused."""
    given = {
        name[2:]: (str(value), post.get(f"w:{name[2:]}", "")) for name, value in post.items() if name.startswith("m:")
    }
    return {"marks": wording.marks_of(story, given, now=timezone.now())}
