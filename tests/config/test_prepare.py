"""What is made before the first page, and what is left alone because it is there."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import pytest_django
from django.core.management import CommandError
from django.db import connection

from sangsuk.config import health, prepare, reference
from sangsuk.places.models import District, Loaded


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the reference data were loaded."""
    done: list[int] = []
    load = reference.load
    monkeypatch.setattr(reference, "load", lambda: (load(), done.append(1)))
    return done


@pytest.mark.django_db
def test_reference_data_are_loaded_again_only_when_they_have_changed(
    loads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reference.load_if_changed()
    reference.load_if_changed()
    assert len(loads) == 1
    monkeypatch.setattr(reference, "_digest", lambda: "of other files")
    reference.load_if_changed()
    assert len(loads) == 2


@pytest.mark.django_db
def test_loading_twice_changes_no_row() -> None:
    before = list(Loaded.objects.order_by("name").values()), District.objects.count()
    reference.load()
    assert (list(Loaded.objects.order_by("name").values()), District.objects.count()) == before
    assert before[1] == 928


@pytest.mark.django_db
def test_a_database_behind_the_code_is_known() -> None:
    assert health.missing_migrations() == set()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'cases'")
    assert ("cases", "0001_initial") in health.missing_migrations()


@pytest.mark.django_db
def test_an_old_server_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "OLDEST_SERVER", 990000)
    with pytest.raises(CommandError, match="PostgreSQL 15 or newer"):
        prepare.tables()


@pytest.mark.django_db(transaction=True)
def test_two_machines_prepare_one_after_the_other() -> None:
    order: list[str] = []

    def work(name: str, until: Callable[[], object]) -> None:
        with prepare.alone():
            order.append(f"{name} begins")
            until()
            order.append(f"{name} ends")
        connection.close()

    first_is_in, go_on = threading.Event(), threading.Event()
    first = threading.Thread(target=work, args=["first", lambda: (first_is_in.set(), go_on.wait(10))])
    second = threading.Thread(target=work, args=["second", lambda: None])
    first.start()
    first_is_in.wait(10)
    second.start()
    time.sleep(0.3)
    assert order == ["first begins"]
    go_on.set()
    first.join()
    second.join()
    assert order == ["first begins", "first ends", "second begins", "second ends"]


def test_static_files_are_collected_when_they_have_changed(
    tmp_path: Path, settings: pytest_django.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    (tmp_path / "static").mkdir()
    calls: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_: calls.append(name))
    prepare.static_files()
    prepare.static_files()
    assert calls == ["collectstatic"]
    monkeypatch.setattr(prepare, "_static_digest", lambda: "other files")
    prepare.static_files()
    assert calls == ["collectstatic", "collectstatic"]


@pytest.mark.django_db
@pytest.mark.parametrize(("mode", "made"), [("trial", True), ("production", False)])
def test_only_a_trial_gets_a_demo_world(
    mode: str, made: bool, settings: pytest_django.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MODE = mode
    calls: list[str] = []
    monkeypatch.setattr(prepare, "demo_world", lambda: calls.append("demo"))
    monkeypatch.setattr(prepare, "static_files", lambda: None)
    prepare.everything()
    assert calls == (["demo"] if made else [])
