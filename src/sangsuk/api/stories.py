"""Published stories for programs. Asked anew each time; nobody may keep an answer for more than a minute."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as words
from ninja import Query, Router

from sangsuk.stories.answers import queries as answers
from sangsuk.stories.gallery import shelf, telling
from sangsuk.stories.gallery.telling import Told

from .answers import answer, troubles
from .inputs import StoryQuery
from .shapes.stories import StoryAnswerOf, StoryFileOf, StoryLine, StoryList, StoryOf

router = Router(tags=["stories"])
KEPT = "public, max-age=60, must-revalidate"


@router.get(
    "/stories",
    response=StoryList,
    operation_id="list_stories",
    summary=words("เรื่องเล่าที่เผยแพร่"),
    description=words("อ่านเรื่องที่เผยแพร่อยู่ทีละหน้า ใหม่สุดก่อน กรองได้เหมือนหน้าเรื่องเล่า"),
    openapi_extra=troubles(422),
)
def list_stories(request: HttpRequest, asked: Query[StoryQuery]) -> HttpResponse:
    """Page by page, the newest first."""
    given = asked.model_dump()
    cursor = given.pop("after")
    found = shelf.shelf(shelf.Filters(**given), cursor=cursor)
    tales = telling.many(found.page.items, found.files)
    items = [StoryLine(**_line(tale)) for tale in tales]
    return answer(StoryList(items=items, next=found.page.next), Cache_Control=KEPT)


@router.get(
    "/stories/{code}",
    response=StoryOf,
    operation_id="read_story",
    summary=words("เรื่องเล่าหนึ่งเรื่อง"),
    description=words("เรื่องเล่าหนึ่งเรื่องตามที่เผยแพร่ พร้อมคำตอบของที่ว่าการอำเภอ"),
    openapi_extra=troubles(404),
)
def read_story(request: HttpRequest, code: str) -> HttpResponse:
    """As it is published now."""
    tale = telling.one(code)
    tale = telling.many([tale.story], {tale.story.pk: list(tale.files)})[0]
    said = answers.shown(tale.story, now=timezone.now())
    files = [
        StoryFileOf(kind=file.kind, address=f"{_address(tale)}/files/{file.pk}", alt=file.alt) for file in tale.files
    ]
    answered = StoryAnswerOf(text=said.text, signed_as=said.signed_as, at=said.at) if said.text and said.at else None
    return answer(StoryOf(**_line(tale), text=tale.story.text_shown, files=files, answer=answered), Cache_Control=KEPT)


def _address(tale: Told) -> str:
    return f"{settings.SITE_URL}/stories/{tale.story.code}"


def _line(tale: Told) -> dict[str, Any]:
    story = tale.story
    return {
        "code": story.code, "title": story.title_shown, "author": story.author_shown, "office": story.office_id,
        "office_name": tale.office, "province": story.province_code, "region": story.region, "campaign": story.campaign_id,
        "theme": story.theme, "service": story.service, "tone": story.tone, "expectation": story.expectation,
        "published_at": story.published_at, "answered": tale.answered, "changed": tale.changed, "address": _address(tale),
    }  # fmt: skip
