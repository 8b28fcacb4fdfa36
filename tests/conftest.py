"""The server, the database and the home of the tests: none of them is anybody's demo world."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
import pytest_django

import chance
import databases
from sangsuk.config import embedded, words

_leave = contextlib.ExitStack()

chance.load_profile()


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
    os.environ["SANGSUK_URL"] = "http://127.0.0.1:9"  # nobody answers there, even while the product runs
    os.environ["DJANGO_SETTINGS_MODULE"] = "sangsuk.config.settings"
    if os.environ.get("DATABASE_URL"):
        _leave.callback(databases.forget)
    else:
        os.environ["DATABASE_URL"] = _leave.enter_context(embedded.running(home, durable=False))
        _leave.callback(os.environ.pop, "DATABASE_URL")
    words.compile_all(home)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, so that at the end both processors still have something to do."""
    items.sort(key=lambda item: not {"slow", "browser"} & item.keywords.keys())


def pytest_unconfigure(config: pytest.Config) -> None:
    _leave.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None, item: pytest.Item) -> Iterator[None]:
    yield
    if nextitem is not None and nextitem.path != item.path:
        databases.between_files()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Every test finds the reference data: places, offices, categories, calendars, rules; and keys for personal data."""
    from sangsuk.common import keys
    from sangsuk.config import reference

    def fill() -> None:
        reference.load()
        keys.ensure()

    with django_db_blocker.unblock(), databases.own(Path(os.environ["SANGSUK_HOME"]), fill):
        yield


@pytest.fixture
def world(db: None) -> None:
    """The reference data are there (see `django_db_setup`); named so that a test says that it stands on them."""


@pytest.fixture
def disk(settings: object, tmp_path: Path) -> Path:
    """A place of its own for the files that citizens and offices send."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    return tmp_path / "files"


@pytest.fixture
def unlimited(world: None) -> None:
    """Nobody has asked too often, however often a test asks."""
    from sangsuk.common.models import LimitRule

    LimitRule.objects.filter(window_seconds__gt=0).update(amount=1_000_000)


@pytest.fixture(autouse=True)
def _remembered_within_a_test() -> Iterator[None]:
    from remembering import within_a_test

    with within_a_test():
        yield


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_listed_once() -> Iterator[None]:
    """Every client of a test builds the chain of middleware anew; the house's style sheets stay the same meanwhile."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    usual, listed = WhiteNoiseMiddleware.add_files_from_finders, dict[str, object]()

    def add(self: WhiteNoiseMiddleware) -> None:
        if not listed:
            usual(self)
            listed.update(self.files)
        self.files.update(listed)

    WhiteNoiseMiddleware.add_files_from_finders = add
    yield
    WhiteNoiseMiddleware.add_files_from_finders = usual


@pytest.fixture
def remembering(settings: object) -> Iterator[None]:
    """Reference data are remembered as in the running product, whoever writes to them."""
    from sangsuk.common.remember import forget_all

    forget_all()
    settings.REMEMBER_SECONDS = 60  # type: ignore[attr-defined]
    yield
    forget_all()
