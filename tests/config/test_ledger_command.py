"""The operator's side of the record: keys that follow each other, heads to keep, a folder of receipts, a lost day."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import auditing, closing_days, proving, receipt_forms, receipts, replay
from sangsuk.cases.models import Case
from sangsuk.config import home

DAY = timedelta(days=1)


def said(capsys: Any, *words: Any) -> str:
    call_command("ledger", *words)
    return str(capsys.readouterr().out)


@pytest.mark.django_db
def test_a_new_key_stands_behind_the_old_ones(settings: Any, tmp_path: Path, capsys: Any) -> None:
    settings.HOME = tmp_path
    (before,) = home.ledger_keys(tmp_path)
    assert "public half" in said(capsys, "rotate")
    keys = home.ledger_keys(tmp_path)
    assert len(keys) == 2 and keys[0] == before and (tmp_path / "ledger-keys").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
def test_the_heads_are_written_so_that_verify_reads_them(tmp_path: Path, capsys: Any) -> None:
    case()
    closing_days.close_days(MONDAY + DAY)
    kept = tmp_path / "heads.json"
    kept.write_text(said(capsys, "heads"))
    call_command("verify", heads=kept)
    told = json.loads(kept.read_text())
    told["heads"][0]["root"] = "00" * 32
    kept.write_text(json.dumps(told))
    with pytest.raises(CommandError, match="1 things"):
        call_command("verify", heads=kept)


@pytest.fixture
def yesterday(django_db_blocker: Any) -> Any:
    """Copies of the whole database, as a backup is one, and the way back to one: other connections are closed meanwhile."""
    name = connection.settings_dict["NAME"]
    address = connection.get_connection_params() | {"dbname": "postgres"}
    kept = {k: address[k] for k in ("host", "port", "user", "password", "dbname") if address.get(k)}

    def copied(source: str, target: str) -> None:
        connections.close_all()
        with psycopg.connect(**kept, autocommit=True) as server:
            server.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [source])
            server.execute(f'drop database if exists "{target}" with (force)')
            server.execute(f'create database "{target}" template "{source}"')

    yield lambda: copied(name, f"{name}_kept"), lambda: copied(f"{name}_kept", name)
    connections.close_all()
    with psycopg.connect(**kept, autocommit=True) as server:
        server.execute(f'drop database if exists "{name}_kept" with (force)')


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("world")
def test_after_a_day_is_lost_every_receipt_brings_its_case_back(yesterday: Any, tmp_path: Path, capsys: Any) -> None:
    """The database is really set back to a copy of the evening before; what remains of the day is paper and files."""
    keep, set_back = yesterday
    case(1)
    closing_days.close_days(MONDAY + DAY)
    keep()
    lost = [moved(case(n, now=MONDAY + DAY), ("accept", actor("malee"))) for n in range(2, 8)]
    told = {
        c.client_id: (c.number, c.submitted_at, c.due_at, c.finish_due_at, bytes(c.key_digest))
        for c in Case.objects.all()
    }
    for n, one in enumerate(lost):
        receipt = receipts.of(one)
        (tmp_path / f"{n}.json").write_text(receipt.as_json())
        if n == 0:
            told_of = receipt.as_json()
            (tmp_path / "twice.json").write_text(told_of)
            (tmp_path / "forged.json").write_text(told_of.replace("-000002", "-000009"))
    promised = {c.client_id: Case.objects.get(pk=c.pk) for c in lost}
    set_back()
    assert Case.objects.count() == 1
    other = case(50, now=MONDAY + DAY)  # the counter opens again before the first receipt comes
    assert other.number == "5001-70-000002"
    assert "1 forged, 6 restored, 1 there" in said(capsys, "restore", tmp_path)
    for key, (number, submitted, *_dates, digest) in told.items():
        back = Case.objects.get(client_id=key)
        assert (back.submitted_at, bytes(back.key_digest)) == (submitted, digest)
        assert back.number == (number if number != other.number else "5001-70-000008")
        if key in promised:
            assert back.deemed_received_at == promised[key].deemed_received_at
    assert len(set(Case.objects.values_list("number", flat=True))) == Case.objects.count() == 8
    assert [*proving.faults(), *replay.differences(), *auditing.register_gaps()] == []
    assert receipt_forms.read(told_of).number == other.number
