"""Whoever tells us something about herself had a notice before her, and which one it was is known, at every door."""

import pytest
from django.test import Client
from django.utils import timezone

from desk.test_serving import GOOD
from people import user
from sangsuk.cases.models import Case, CaseEvent, Supporter
from sangsuk.privacy import notices

from .telling import sent
from .test_me_too import placed, told

pytestmark = pytest.mark.django_db


def kept(case: Case) -> str:
    return str(CaseEvent.objects.get(case=case, seq=1).data.get("notice", ""))


def test_the_page_of_telling(client: Client) -> None:
    number, _key = sent(
        client, who={"identity": "named", "name": "สมชาย", "phone": "081 555 0101", "language": "th", "notice": "1.0"}
    )
    assert kept(Case.objects.get(number=number)) == "1.0"


def test_answered_at_the_counter() -> None:
    officer = Client()
    officer.force_login(user("malee"))
    said = notices.current("reporter", timezone.now(), "th")
    assert said is not None and said.said in officer.get("/desk/new/short").content.decode()
    assert officer.post("/desk/new/short", GOOD).status_code == 302
    assert kept(Case.objects.get()) == said.version


def test_a_mediation_asked_for_at_the_counter_shows_it() -> None:
    officer = Client()
    officer.force_login(user("malee"))
    said = notices.current("reporter", timezone.now(), "th")
    assert said is not None and said.said in officer.get("/desk/mediations/new").content.decode()


def test_who_presses_mine_too(client: Client) -> None:
    first = told()
    draft, leads = placed(client)
    assert 'name="notice" value="1.0"' in client.get(leads).content.decode()
    assert client.post(leads, {"case": str(first.pk), "notice": "1.0"})["Location"] == f"{draft}/joined"
    assert Supporter.objects.get().notice == "1.0"


def test_a_version_that_was_never_ours_is_not_kept(client: Client) -> None:
    first = told()
    _draft, leads = placed(client)
    client.post(leads, {"case": str(first.pk), "notice": "99"})
    assert Supporter.objects.get().notice == notices.shown("supporter", "", timezone.now())
