"""The server, the database and the home of the tests: none of them is anybody's demo world."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import hypothesis
import pytest
import pytest_django

from databases import keep_blank
from sangsuk.config import embedded, words

_leave = contextlib.ExitStack()

# A busy machine is no finding; how long things may take is said in the benchmarks.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Before Django is set up. Workers of xdist inherit what the first process has started."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _make_home()
    django.setup()


def _make_home() -> None:
    home = Path(tempfile.mkdtemp(prefix="sangsuk-tests-"))
    _leave.callback(shutil.rmtree, home, ignore_errors=True)
    os.environ["SANGSUK_MODE"] = "test"
    os.environ["SANGSUK_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "sangsuk.config.settings"
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _leave.enter_context(embedded.running(home, durable=False))
        _leave.callback(os.environ.pop, "DATABASE_URL")
    words.compile_all(home)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first, so that at the end both processors still have something to do."""
    items.sort(key=lambda item: "slow" not in item.keywords)


def pytest_unconfigure(config: pytest.Config) -> None:
    _leave.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Every test finds the reference data: places, offices, categories, calendars, rules."""
    from sangsuk.config import reference

    with django_db_blocker.unblock():
        reference.load()
        with keep_blank():
            yield


@pytest.fixture
def world(db: None) -> None:
    """The reference data are there (see `django_db_setup`); named so that a test says that it stands on them."""


@pytest.fixture
def remembering(settings: object) -> Iterator[None]:
    """Reference data are remembered, as in the running product; elsewhere in the tests they are read anew each time."""
    from sangsuk.common.remember import forget_all

    forget_all()
    settings.REMEMBER_SECONDS = 60  # type: ignore[attr-defined]
    yield
    forget_all()
