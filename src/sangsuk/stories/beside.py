"""What she answered beside her story. For herself and for moderators: nobody has masked it."""

from django.utils.translation import gettext as _

from sangsuk.thai.dates import date_in

from . import words
from .gallery import naming
from .models import Story, StoryText


def of(story: Story, told: StoryText) -> list[tuple[str, str]]:
    """(what was asked, what she said), without what she left out."""
    language = naming.language()
    questions = story.campaign.questions if story.campaign else ()
    asked = {one["code"]: one.get("en") or one["th"] if language == "en" else one["th"] for one in questions}
    found = [
        *((asked.get(code, code), str(said)) for code, said in told.answers.items()),
        (_("เกี่ยวกับ"), f"{story.role_spoken_of} {told.spoken_of}".strip()),
        (_("ไปเมื่อ"), date_in(story.visited_on, language, "full") if story.visited_on else ""),
        (_("ไปเรื่อง"), naming.term(words.SERVICES, story.service)),
        (_("เทียบกับที่คาดไว้"), str(words.EXPECTATIONS.get(story.expectation, ""))),
        (_("เป็นเรื่องของ"), naming.term(words.THEMES, story.theme)),
        (_("เกี่ยวกับโครงการ"), naming.term(words.FLAGSHIPS, story.flagship)),
    ]
    return [(question, said) for question, said in found if said]
