"""The chain of custody: received with the file, opened, checked, found damaged."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from factories import MONDAY, PHOTO, case
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import custody
from sangsuk.cases.files import keep, path_of
from sangsuk.cases.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings: Any, tmp_path: Path, world: None) -> Attachment:
    settings.MEDIA_ROOT = tmp_path
    told = case(1, files=(PHOTO,))
    file = Attachment.objects.get(case=told)
    file.sha256 = hashlib.sha256(b"water").hexdigest()
    file.save(update_fields=["sha256"])
    keep(path_of(file.sha256, file.kind), b"water")
    return file


def test_what_a_citizen_sends_is_received_with_her_case(kept: Attachment) -> None:
    link = custody.chain(kept)[0]
    assert (link.deed, link.who, link.user_id, link.at) == ("received", "", None, MONDAY)


def test_what_an_officer_attaches_is_received_by_her(kept: Attachment) -> None:
    malee = actor("malee")
    told = cases.move(kept.case, "accept", by=malee, now=MONDAY)
    cases.attach(told, (PHOTO,), by=malee, version=told.version)
    link = custody.chain(Attachment.objects.latest("id"))[0]
    assert (link.deed, link.user_id, link.office_code) == ("received", malee.user_id, "5001")


def test_opening_and_checking_are_links_in_their_order(kept: Attachment) -> None:
    malee = actor("malee")
    custody.opened(kept, by=malee, now=MONDAY)
    assert custody.verify(kept, by=malee, now=MONDAY)
    assert [link.deed for link in custody.chains([kept])[kept.pk]] == ["received", "opened", "verified"]


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_bytes_that_are_others_or_gone_are_damage(kept: Attachment, harm: str) -> None:
    path = path_of(kept.sha256, kept.kind)
    if harm == "changed":
        path.write_bytes(b"wine")
    else:
        path.unlink()
    assert not custody.verify(kept, by=actor("malee"), now=MONDAY)
    assert custody.chain(kept)[-1].deed == "damaged"
