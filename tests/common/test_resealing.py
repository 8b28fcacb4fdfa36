"""Keys are exchanged while everybody works, and a run that is killed in the middle loses nothing."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

import factories
from people import SOMCHAI, actor
from sangsuk import thai
from sangsuk.accounts import citizens, mock
from sangsuk.accounts.models import Citizen
from sangsuk.accounts.sealed_factors import LABEL
from sangsuk.cases import drafts, reporters
from sangsuk.cases.mine import delegating, keeping, marks
from sangsuk.cases.models import Delegation, Draft, KeptCase, Reporter
from sangsuk.common import keys, resealing, sealing
from sangsuk.common.models import DataKey
from sangsuk.offices import posts
from sealing_before import version_1


@pytest.fixture(autouse=True)
def _keys_of_this_test_only(settings):
    kept = settings.KEY_FILE.read_bytes()
    yield
    settings.KEY_FILE.write_bytes(kept)
    keys.forget()


def say(*words: str) -> str:
    out = StringIO()
    call_command("keys", *words, stdout=out)
    return out.getvalue()


def old_person(case) -> None:
    """As an earlier release has sealed her."""
    from django.conf import settings

    kept = {
        f: version_1(v, f"reporter.{f}", settings.SECRET_KEY)
        for f, v in (("name", "คุณยายบุญมา"), ("phone", "0811111111"))
    }
    Reporter.objects.filter(case=case).update(**kept)


@pytest.mark.django_db(transaction=True)
def test_a_reseal_brings_every_value_under_the_new_key_the_old_ones_of_before_too():
    case, old = factories.case(1), factories.case(2)
    old_person(old)
    telling = drafts.start(name="สมชาย ใจดี")
    before = keys.current_id()
    assert set(resealing.uses()) == {0, before}
    said = say("rotate", "--reseal", "--batch", "2")
    assert "cases.Reporter.phone: 2 sealed anew" in said
    assert set(resealing.uses()) == {keys.current_id()} != {before}
    assert reporters.contact(case).phone == SOMCHAI.phone
    assert reporters.contact(old).name == "คุณยายบุญมา"
    assert drafts.get(telling.token).fields == {"name": "สมชาย ใจดี"}
    assert "every value opens" in say("check")


@pytest.mark.django_db(transaction=True)
def test_a_new_wrapping_key_touches_no_value_and_the_old_one_may_go_then():
    case = factories.case()
    value = bytes(Reporter.objects.get(case=case).phone)
    old = keys.provider().current()
    say("new")
    with pytest.raises(CommandError, match="2 data keys are wrapped by"):
        say("retire", old)
    assert say("rotate").startswith("2 data keys wrapped anew")
    say("retire", old)
    keys.forget()
    assert bytes(Reporter.objects.get(case=case).phone) == value
    assert reporters.contact(case).phone == SOMCHAI.phone
    assert old not in say("show")


@pytest.mark.django_db(transaction=True)
def test_a_data_key_ends_only_when_nothing_is_sealed_with_it():
    factories.case()
    old = str(keys.current_id())
    with pytest.raises(CommandError, match="is the one in use"):
        say("retire", old)
    resealing.new_data_key()
    with pytest.raises(CommandError, match=r"still holds values: .*cases\.Reporter\.phone 1"):
        say("retire", old)
    say("rotate", "--go-on")
    say("retire", old)
    assert not bytes(DataKey.objects.get(pk=old).wrapped)
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealing.head(int(old)) + b"0" * 40, label="x")


@pytest.mark.django_db(transaction=True)
def test_a_data_key_is_not_ended_while_another_process_may_still_seal_with_it(settings):
    old = str(keys.current_id())
    settings.KEYS_LOOK_AGAIN_SECONDS = 60
    say("rotate", "--reseal")
    with pytest.raises(CommandError, match="may still seal"):
        say("retire", old)


@pytest.mark.django_db(transaction=True)
def test_what_does_not_open_is_told_and_left_as_it_is():
    case = factories.case()
    broken = sealing.head(keys.current_id()) + b"0" * 40
    Reporter.objects.filter(case=case).update(phone=broken)
    with pytest.raises(CommandError, match="1 values do not open"):
        say("check")
    with pytest.raises(CommandError, match="do not open with any key"):
        say("rotate", "--reseal")
    assert bytes(Reporter.objects.get(case=case).phone) == broken


@pytest.mark.django_db(transaction=True)
def test_a_value_changed_between_reading_and_writing_keeps_its_new_words(monkeypatch):
    telling = drafts.start(name="เดิม")
    resealing.new_data_key()
    usual = resealing._sealed_anew

    def slow(column, some):
        done = usual(column, some)
        if column.model is Draft:
            drafts.save(telling.token, name="ใหม่")
        return done

    monkeypatch.setattr(resealing, "_sealed_anew", slow)
    list(resealing.reseal())
    assert drafts.get(telling.token).fields == {"name": "ใหม่"}


@pytest.mark.django_db(transaction=True)
def test_the_secrets_of_second_factors_follow_too(django_user_model):
    from allauth.mfa.models import Authenticator

    user = django_user_model.objects.create(email="a@example.go.th", name="มาลี")
    secret = sealing.seal("TOTPSECRET", label=LABEL).hex()
    row = Authenticator.objects.create(user=user, type="totp", data={"secret": secret})
    old = keys.current_id()
    say("rotate", "--reseal")
    row.refresh_from_db()
    assert row.data["secret"] != secret
    assert sealing.unseal(bytes.fromhex(row.data["secret"]), label=LABEL) == "TOTPSECRET"
    assert old not in resealing.uses()


@pytest.mark.django_db(transaction=True)
def test_a_reseal_that_is_killed_in_the_middle_is_taken_up_and_nothing_is_unreadable(settings):
    cases = [factories.case(n) for n in range(1, 81)]
    old = keys.current_id()
    command = [
        sys.executable,
        "-m",
        "sangsuk.config.cli",
        "keys",
        "rotate",
        "--reseal",
        "--batch",
        "5",
        "--pause",
        "0.05",
    ]
    url = psycopg.conninfo.make_conninfo(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"])
    run = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url}, stdout=subprocess.DEVNULL)  # noqa: S603
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        done = _sealed_by_others_than(old)
        if done >= 20:
            break
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert 20 <= _sealed_by_others_than(old) < 80 * 2
    keys.forget()
    assert {reporters.contact(case).phone for case in cases} == {SOMCHAI.phone}
    factories.case(81)  # and work goes on
    say("rotate", "--go-on")
    assert old not in resealing.uses()
    assert "every value opens" in say("check")
    assert reporters.reveal(cases[0], by=actor("malee"), reason="โทรกลับ", now=timezone.now()).phone == SOMCHAI.phone


def _sealed_by_others_than(old: int) -> int:
    return sum(sum(held.values()) for key_id, held in resealing.uses().items() if key_id != old)


def two_who_trust_each_other(case):
    now = timezone.now()
    her, daughter = (
        citizens.open_account(citizens.Given("line", account, name), now=now)
        for account, name in (("a" * 64, "คุณยายบุญมา"), ("b" * 64, "มาลัย"))
    )
    keeping.keep(her.pk, case)
    code = delegating.invite(her.pk, name="คุณยายบุญมา", case=case, power="look", until=thai.bangkok_date(now))
    delegating.accept(code, user_id=daughter.pk, name="มาลัย")
    posts.appoint(
        by=actor("suda"), post="kamnan", area_code="500107", number=mock.PEOPLE["sommai"].pid, name="กำนันสม",
        valid_from=thai.bangkok_date(now), valid_to=None, order_no="1/2569",
    )  # fmt: skip
    return her, daughter


@pytest.mark.django_db(transaction=True)
def test_what_citizens_keep_under_their_names_follows_too_and_still_opens():
    case = factories.case()
    her, daughter = two_who_trust_each_other(case)
    old = str(keys.current_id())
    said = say("rotate", "--reseal")
    for told in (
        "accounts.Citizen.name: 2", "cases.KeptCase.case: 1", "cases.Delegation.owner_name: 1",
        "cases.Delegation.delegate_name: 1", "cases.Delegation.case: 1", "offices.VillagePost.name: 1",
    ):  # fmt: skip
        assert f"{told} sealed anew" in said
    say("retire", old)
    keys.forget()
    assert citizens.known(her).name == "คุณยายบุญมา"
    assert keeping.cases(her.pk) == [case]
    [given], [taken] = delegating.given_by(her.pk), delegating.given_to(daughter.pk)
    assert (given.other, given.number, taken.other) == ("มาลัย", case.number, "คุณยายบุญมา")
    assert [one.name for one in posts.of_office(actor("suda"))] == ["กำนันสม"]


@pytest.mark.django_db
def test_a_name_or_a_case_moved_to_another_citizens_row_does_not_open(world):
    case, other = factories.case(1), factories.case(2)
    her, daughter = two_who_trust_each_other(case)
    keeping.keep(daughter.pk, other)
    Citizen.objects.filter(user=daughter).update(name=Citizen.objects.get(user=her).name)
    with pytest.raises(sealing.Unreadable):
        citizens.known(daughter)
    [hers] = KeptCase.objects.filter(mark=marks.kept(marks.holder(her.pk), case.pk))
    KeptCase.objects.exclude(pk=hers.pk).update(case=hers.case)
    assert keeping.cases(daughter.pk) == []
    row = Delegation.objects.get()
    Delegation.objects.update(owner_name=row.delegate_name)
    assert delegating.given_to(daughter.pk)[0].other == ""
