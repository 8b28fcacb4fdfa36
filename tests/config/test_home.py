"""The home and its secret."""

from pathlib import Path

import pytest

from sangsuk.config import home


def test_the_secret_is_made_once_and_for_our_eyes_only(tmp_path: Path) -> None:
    first = home.secret(tmp_path)
    assert len(first) >= 50
    assert home.secret(tmp_path) == first
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_given_secret_is_used_and_not_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANGSUK_SECRET", "given")
    assert home.secret(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("user", "environment", "expected"),
    [
        (0, {}, "/var/lib/sangsuk"),
        (1000, {"HOME": "/home/malee"}, "/home/malee/.local/share/sangsuk"),
        (1000, {"XDG_DATA_HOME": "/data"}, "/data/sangsuk"),
        (0, {"SANGSUK_HOME": "/srv/sangsuk", "XDG_DATA_HOME": "/data"}, "/srv/sangsuk"),
    ],
)
def test_where_the_home_is(
    user: int, environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SANGSUK_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("os.geteuid", lambda: user)
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: None)
    assert home.folder() == Path(expected)


def test_citizens_files_are_closed_to_other_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANGSUK_HOME", str(tmp_path / "new"))
    assert (home.folder() / "files").stat().st_mode & 0o777 == 0o700


def test_a_home_that_cannot_be_made_is_refused_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SANGSUK_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(SystemExit, match="Name a folder you may write to"):
        home.folder()
