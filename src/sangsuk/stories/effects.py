"""What each move of a story changes beside its status, and the rows that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import Refused
from sangsuk.common.moves import Move
from sangsuk.thai import likeness

from . import authors, consents, forgetting, words
from .films import stopping
from .gallery import clearing
from .improvements import opening as improvements
from .models import Story, StoryFile, StoryText, StoryWords
from .moderation import names, pen_names, placing
from .moderation.grading import DUTY
from .recognition import naming

GRADES = ("lane", "severity", "theme", "service", "flagship")


@dataclass(frozen=True)
class Doing:
    """One move while it is made. `uses`: what she allows before it."""

    story: Story
    move: Move
    data: Mapping[str, Any]
    uses: frozenset[str]
    now: datetime


def changes_of(doing: Doing) -> dict[str, Any]:
    """The state after the move, as far as it changes. Raises Refused when what she allows does not carry it."""
    story, move, data = doing.story, doing.move, doing.data
    changes: dict[str, Any] = {name: data[name] for name in GRADES if name in move.takes + move.needs and name in data}
    if move.target:
        changes["status"] = move.target
    match move.name:
        case "publish":
            if words.PUBLISH not in doing.uses:
                raise Refused("no_consent", _("ผู้เขียนไม่ได้อนุญาตให้เผยแพร่ ส่งให้อำเภออ่านได้โดยไม่เผยแพร่"), "move")
            changes |= _shown(doing) | {"published_at": doing.now, "decided_at": doing.now}
        case "keep":
            changes |= _shown(doing) | {"published_at": None, "decided_at": doing.now}
        case "reject":
            changes |= NOTHING_SHOWN | {"decided_at": doing.now}
        case "take_down" | "withdraw" | "let_go":
            changes |= NOTHING_SHOWN | {"decided_at": doing.now}
        case "reword" | "restore":
            changes |= NOTHING_SHOWN
        case "unname":
            changes |= dict(data)
        case "consent" | "claim":
            changes |= _after_consent(doing)
    changes |= _clock(doing, changes)
    return {name: value for name, value in changes.items() if getattr(story, name) != value}


def _clock(doing: Doing, changes: Mapping[str, Any]) -> dict[str, Any]:
    """In which lane it waits from here, and until when. New words are looked at anew; danger that was spoken of stays with
    the duty officer, whatever the words are now."""
    story, data, name = doing.story, doing.data, doing.move.name
    if name == "reword" and story.lane == DUTY:
        return {}
    if name in ("reword", "claim") or (name == "consent" and changes.get("status") == words.RECEIVED):
        told = data if name == "reword" else vars(StoryText.objects.filter(story=story).latest("no"))
        return placing.placed(
            told["title"], told["text"], tone=story.tone, province_code=story.province_code, now=doing.now
        )
    if name == "consent" and "status" not in changes:
        return {}
    move = "keep" if name == "consent" else name
    return placing.after(
        move, changes, lane=story.lane, province_code=story.province_code, received_at=story.received_at, now=doing.now
    )


NOTHING_SHOWN = {"title_shown": "", "text_shown": "", "author_shown": "", "published_at": None}


def _shown(doing: Doing) -> dict[str, Any]:
    return {
        "title_shown": doing.data["title_shown"], "text_shown": doing.data["text_shown"],
        "author_shown": author_shown(doing.story, doing.uses, now=doing.now),
    }  # fmt: skip


def author_shown(story: Story, uses: frozenset[str], *, now: datetime) -> str:
    """Her pen name; her own name only where she allows that. "" reads as "does not wish to be named"."""
    if words.NAME in uses and (name := authors.contact(story).name):
        return name
    text = StoryText.objects.filter(story=story).order_by("-no").only("no", "pen_name").first()
    return pen_names.shown(story, text, now=now) if text else ""


def _after_consent(doing: Doing) -> dict[str, Any]:
    """What she takes back is gone at once; what she newly allows waits for a moderator's look."""
    story, asked = doing.story, doing.data["uses"]
    after = frozenset(use for use in words.USES if asked.get(use, use in doing.uses))
    if story.status == words.KEPT and words.PUBLISH in after and words.PUBLISH not in doing.uses:
        return {"status": words.RECEIVED, **NOTHING_SHOWN}
    if story.status not in (words.PUBLISHED, words.KEPT):
        return {}
    changes: dict[str, Any] = {"author_shown": author_shown(story, after, now=doing.now)}
    if words.NAME in doing.uses - after:
        changes |= names.without(story, names.AUTHOR, now=doing.now)
    if story.status == words.PUBLISHED and words.PUBLISH not in after:
        changes |= {"status": words.KEPT, "published_at": None}
    return changes


def project(doing: Doing) -> None:
    """The rows that hold what the event said: consents, versions of the text, files, words for the search."""
    story, data, now = doing.story, doing.data, doing.now
    if "uses" in data:
        consents.set_to(story, data["uses"], now=now)
    if doing.move.name == "withdraw":
        consents.set_to(story, dict.fromkeys(doing.uses, False), now=now)
        forgetting.unpack(story.entries.all())
    if doing.move.name == "reword":
        last = StoryText.objects.filter(story=story).order_by("-no").first()
        assert last is not None
        StoryText.objects.create(
            story=story, no=last.no + 1, title=data["title"], text=data["text"], answers=last.answers,
            spoken_of=data.get("spoken_of", last.spoken_of), pen_name=data.get("pen_name", last.pen_name),
            made_by="author", made_at=now,
        )  # fmt: skip
    if doing.move.name == "publish":
        passed = {int(pk) for pk, yes in data.get("files", {}).items() if yes}
        StoryFile.objects.filter(story=story).exclude(pk__in=passed).update(passed_at=None)
        StoryFile.objects.filter(story=story, pk__in=passed, passed_at=None).update(passed_at=now)
    if doing.move.name in ("publish", "keep"):
        named = {whose for _said, _instead, whose in names.standing(story, now=now)} - {names.AUTHOR}
        naming.praise(story, named, now=now)
    if doing.move.name == "pass_files":
        _pass_added(story, {int(pk) for pk, yes in data["files"].items() if yes}, now)
    if doing.move.name == "unname" or (words.NAME in doing.uses and words.NAME not in consents.allowed(story)):
        forgetting.unname(story)
    if words.FILM in doing.uses or doing.move.name in ("take_down", "withdraw"):
        stopping.with_story(story, consents.allowed(story), now=now)
    found_by(story)
    improvements.of_story(story, now=now)
    if doing.move.name in ("withdraw", "take_down", "consent"):
        clearing.owe(story, now=now, whole=doing.move.name == "withdraw")


def _pass_added(story: Story, passed: set[int], now: datetime) -> None:
    """Of what she added later, this may be shown; the rest goes."""
    added = list(StoryFile.objects.unread().filter(story=story))
    gone = [file for file in added if file.pk not in passed]
    clearing.owe_files(gone, now=now)
    StoryFile.objects.filter(pk__in=[file.pk for file in gone]).update(removed_at=now)
    StoryFile.objects.filter(pk__in=[file.pk for file in added], removed_at=None).update(passed_at=now)


def found_by(story: Story) -> None:
    """A published story is found by the words shown of it, and by no others."""
    if story.status != words.PUBLISHED:
        StoryWords.objects.filter(story=story).delete()
        return
    shown = placing.compose(story.title_shown, story.text_shown)
    vector = SearchVector(Value(thai.index_words(shown)), config="simple")
    kept = likeness.packed(likeness.sketch(shown))
    StoryWords.objects.update_or_create(story=story, defaults={"vector": vector, "sketch": kept})
