"""Sounds and short films, made here and now: no file of somebody's phone lies in the repository."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av

SAID = {
    "title": "SECRET title",
    "artist": "SECRET Somchai",
    "comment": "SECRET phone",
    "location": "+13.7563+100.5018/",
}
"""What cameras and phones write into their files."""


def film(
    path: Path, *, form: str = "mp4", picture: str = "libx264", sound: str = "aac", seconds: float = 2,
    said: dict[str, str] | None = SAID, size: tuple[int, int] = (64, 48), turned: int = 0, chapters: bool = False,
) -> Path:  # fmt: skip
    """A film (or with picture="" a sound) with everything in it that must not go on."""
    with av.open(str(path), "w", format=form, options={"movflags": "use_metadata_tags"}) as out:
        out.metadata.update(said or {})
        tracks = []
        if picture:
            track: Any = out.add_stream(picture, rate=10)
            track.width, track.height, track.pix_fmt = *size, "yuv420p"
            if turned:
                track.set_display_rotation(turned)
            tracks.append((track, _pictures(track, seconds)))
        if sound:
            track = out.add_stream(sound, rate=16000 if "amr" in sound else 48000, layout="mono")
            tracks.append((track, _sounds(track, seconds)))
        for track, _ in tracks:
            if said:
                track.metadata.update({"title": "SECRET track", "handler_name": "SECRET handler", "language": "tha"})
        if chapters:
            out.set_chapters([{"id": 1, "start": 0, "end": 1000, "time_base": Fraction(1, 1000),
                               "metadata": {"title": "SECRET chapter"}}])  # fmt: skip
        for track, frames in tracks:
            for frame in (*frames, None):
                for packet in track.encode(frame):
                    out.mux(packet)
    return path


def sound(path: Path, *, form: str, codec: str, seconds: float = 2, said: dict[str, str] | None = SAID) -> Path:
    return film(path, form=form, picture="", sound=codec, seconds=seconds, said=said)


def _pictures(track: Any, seconds: float) -> list[Any]:
    made = []
    for number in range(int(seconds * 10)):
        frame = av.VideoFrame(track.width, track.height, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes([(number * 9) % 200 + 20]) * plane.buffer_size)
        frame.pts, frame.time_base = number, Fraction(1, 10)
        made.append(frame)
    return made


def _sounds(track: Any, seconds: float) -> list[Any]:
    context = track.codec_context
    if not context.is_open:
        context.open()
    samples = context.frame_size or 1024
    made = []
    for number in range(int(seconds * track.rate / samples)):
        frame = av.AudioFrame(format=context.format.name, layout="mono", samples=samples)
        frame.rate, frame.pts, frame.time_base = track.rate, number * samples, Fraction(1, track.rate)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        made.append(frame)
    return made
