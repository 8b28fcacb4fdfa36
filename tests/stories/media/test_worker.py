"""What a stranger's file leaves behind on its way in, and what it cannot do to the house."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import av
import pytest

import filming
from sangsuk.stories.media import apart
from sangsuk.stories.media.worker import without_comment

FILMS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a film of a phone": ("mov", "mp4", {}),
    "a film of another phone": ("mov", "mp4", {"form": "mov"}),
    "a film with chapters": ("mov", "mp4", {"chapters": True}),
    "a film in HEVC": ("mov", "mp4", {"picture": "libx265"}),
    "an old film": ("mov", "mp4", {"picture": "mpeg4"}),
    "a film of an old phone": ("mov", "3gp", {"form": "3gp", "picture": "h263", "size": (176, 144)}),
    "a film of a browser": ("matroska", "webm", {"form": "webm", "picture": "libvpx", "sound": "libopus"}),
    "a film of another browser": ("matroska", "webm", {"form": "webm", "picture": "libvpx-vp9", "sound": "libopus"}),
    "a film of a browser in H.264": ("matroska", "mp4", {"form": "matroska"}),
    "a silent film": ("mov", "mp4", {"sound": ""}),
    "a sound of a phone": ("mov", "m4a", {"form": "ipod", "picture": ""}),
    "a song": ("mp3", "mp3", {"form": "mp3", "picture": "", "sound": "libmp3lame"}),
    "a sound of a browser": ("matroska", "webm", {"form": "webm", "picture": "", "sound": "libopus"}),
    "a sound in Ogg": ("ogg", "ogg", {"form": "ogg", "picture": "", "sound": "libopus"}),
    "a sound in WAV": ("wav", "wav", {"form": "wav", "picture": "", "sound": "pcm_s16le"}),
}


def opened(path: Path, demuxer: str, **more: Any) -> tuple[apart.Found, Path, Path]:
    out, poster = path.with_name("out"), path.with_name("poster.jpg")
    most = {"audio_seconds": 600, "video_seconds": 180} | more
    return apart.opened(path, demuxer, out=out, poster=poster, **most), out, poster


@pytest.mark.parametrize("name", FILMS)
def test_nothing_that_betrays_goes_on_with_sound_and_picture(name: str, tmp_path: Path) -> None:
    demuxer, form, how = FILMS[name]
    source = filming.film(tmp_path / "source", **how)
    assert b"SECRET" in source.read_bytes()
    found, out, _ = opened(source, demuxer)
    assert (found.trouble, found.form) == ("", form)
    assert found.seconds == pytest.approx(2, abs=0.2)
    for betrays in (b"SECRET", b"+13.7", b"x264", b"x265"):
        assert betrays not in out.read_bytes()
    with av.open(str(out)) as new:
        assert not (set(new.metadata) - {"major_brand", "minor_version", "compatible_brands", "encoder", "ENCODER"})
        assert not new.chapters()
        assert {stream.type for stream in new.streams} <= {"video", "audio"}


def test_the_samples_are_the_same_ones(tmp_path: Path) -> None:
    source = filming.film(tmp_path / "source", picture="libvpx", sound="libopus", form="webm")
    _, out, _ = opened(source, "matroska")

    def packets(path: Path) -> list[bytes]:
        with av.open(str(path)) as container:
            return [bytes(p) for p in container.demux() if p.size]

    assert sorted(packets(out)) == sorted(packets(source))


def test_a_film_held_upright_stays_upright_and_so_does_its_poster(tmp_path: Path) -> None:
    source = filming.film(tmp_path / "source", turned=90)
    found, out, _ = opened(source, "mov")
    assert (found.width, found.height) == (48, 64)
    with av.open(str(out)) as new:
        assert abs(next(new.decode(video=0)).rotation) == 90


def test_subtitles_and_tracks_of_data_stay_behind(tmp_path: Path) -> None:
    source = tmp_path / "source"
    with av.open(str(source), "w", format="matroska") as out:
        sound = out.add_stream("aac", rate=48000, layout="mono")
        out.add_attachment("SECRET.txt", "text/plain", b"SECRET attachment")
        for frame in (*filming._sounds(sound, 1), None):
            out.mux(sound.encode(frame))
    assert b"SECRET attachment" in source.read_bytes()
    found, new, _ = opened(source, "matroska")
    assert (found.trouble, found.kind) == ("", "audio")
    assert b"SECRET" not in new.read_bytes()


def test_tags_behind_a_song_stay_behind(tmp_path: Path) -> None:
    source = filming.sound(tmp_path / "source", form="mp3", codec="libmp3lame")
    source.write_bytes(source.read_bytes() + b"TAG" + b"SECRET behind".ljust(125, b"\0"))
    found, out, _ = opened(source, "mp3")
    assert found.trouble == ""
    assert b"SECRET" not in out.read_bytes()


def test_the_comment_inside_a_vorbis_track_is_emptied() -> None:
    head, comment, setup = b"\x01vorbis" + b"h" * 23, b"\x03vorbis" + b"SECRET" * 60, b"\x05vorbis" + b"s" * 300
    before = b"\x02" + bytes([len(head), 255, len(comment) - 255]) + head + comment + setup
    after = without_comment(before)
    assert b"SECRET" not in after
    assert after.startswith(b"\x02" + bytes([30, 16]) + head + b"\x03vorbis")
    assert after.endswith(setup)


def test_too_long_is_told_by_the_packets_and_not_by_the_header(tmp_path: Path) -> None:
    source = filming.sound(tmp_path / "source", form="ogg", codec="libopus", seconds=8)
    assert opened(source, "ogg", audio_seconds=5)[0].trouble == "too_long"
    assert opened(source, "ogg", audio_seconds=8)[0].trouble == ""


BROKEN = {
    "cut off": lambda whole: whole[: len(whole) // 3],
    "only a beginning": lambda whole: whole[:40],
    "noise behind the beginning": lambda whole: whole[:64] + bytes(range(256)) * 40,
    "half of it nought": lambda whole: whole[: len(whole) // 2] + bytes(len(whole) // 2),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_file_is_refused_or_taken_but_never_ends_the_house(how: str, tmp_path: Path) -> None:
    source = filming.film(tmp_path / "source", form="mov")
    source.write_bytes(BROKEN[how](source.read_bytes()))
    found, out, _ = opened(source, "mov")
    assert found.trouble in ("broken", "nothing_in_it", "unknown_codec") or b"SECRET" not in out.read_bytes()


def test_a_list_of_other_files_is_not_followed(tmp_path: Path) -> None:
    secret = filming.sound(tmp_path / "secret.wav", form="wav", codec="pcm_s16le")
    for demuxer in ("mov", "matroska", "ogg", "wav", "mp3"):
        source = tmp_path / "list"
        source.write_text(f"#EXTM3U\n#EXTINF:2,\nfile://{secret}\n", encoding="utf-8")
        assert opened(source, demuxer)[0].trouble in ("broken", "nothing_in_it", "unknown_codec")


def test_a_file_that_wants_too_much_memory_ends_only_its_reader(tmp_path: Path) -> None:
    source = filming.film(tmp_path / "source", size=(4096, 2160), seconds=1)
    found, _, _ = opened(source, "mov", memory_bytes=180_000_000)
    assert found.trouble in ("too_heavy", "broken")
    assert opened(source, "mov")[0].trouble == ""


def test_a_file_that_takes_too_long_to_read_is_given_up(tmp_path: Path) -> None:
    source = filming.film(tmp_path / "source")
    begun = time.monotonic()
    found, _, _ = opened(source, "mov", wall_seconds=0.01)
    assert found.trouble == "too_heavy"
    assert time.monotonic() - begun < 5


def test_the_reader_starts_without_our_environment_and_our_modules(tmp_path: Path, monkeypatch: Any) -> None:
    """DATABASE_URL and the keys stand there."""
    seen: list[dict[str, Any]] = []
    real = subprocess.run

    def run(*args: Any, **kwargs: Any) -> Any:
        seen.append(kwargs)
        return real(*args, **kwargs)

    monkeypatch.setenv("SANGSUK_SECRET", "s")
    monkeypatch.setattr(subprocess, "run", run)
    opened(filming.film(tmp_path / "source"), "mov")
    assert seen[0]["env"] == {"LC_ALL": "C.UTF-8"}
    imports = "import runpy, sys; runpy.run_path(%r, run_name='x'); print([m for m in sys.modules if 'sangsuk' in m or 'django' in m])"
    told = real([sys.executable, "-I", "-c", imports % str(apart.WORKER)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"null",
        b"[]",
        b'{"kind": 1}',
        b"\xff",
        json.dumps({"kind": "video", "form": "mp4", "seconds": "x"}).encode(),
    ],
)
def test_an_answer_that_makes_no_sense_is_a_broken_file(said: bytes) -> None:
    assert apart._read(0, said).trouble == "broken"
