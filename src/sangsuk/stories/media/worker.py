"""The program that opens what a stranger sent: run by `apart`, alone in a process of its own, with no name of ours in it.

It reads one question as JSON on its input, carries sound and picture over into a new file without changing a sample, and
writes one answer as JSON. Whatever else lay in the old file stays behind: place, device, names, chapters, subtitles,
covers, data tracks, and the notes that cameras hide between the pictures (SEI). It bounds itself before it looks.
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.bitstream import BitStreamFilterContext

PICTURES = {"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "h263"}
SOUNDS = {"aac", "mp3", "opus", "vorbis", "amr_nb", "amr_wb", "pcm_s16le", "pcm_s24le", "pcm_u8", "pcm_f32le"}
OF_WEBM = {"vp8", "vp9", "av1", "opus", "vorbis"}
OF_PHONES = {"h263", "amr_nb", "amr_wb"}
HIDDEN_NOTES = {
    "h264": "filter_units=remove_types=6",
    "hevc": "filter_units=remove_types=39-40",
    "av1": "filter_units=remove_types=5",
}
MUXERS = {"mp4": "mp4", "m4a": "mp4", "3gp": "3gp", "webm": "webm", "mp3": "mp3", "ogg": "ogg", "wav": "wav"}
OPTIONS = {
    "mp4": {"movflags": "+faststart"}, "m4a": {"movflags": "+faststart"}, "3gp": {"movflags": "+faststart"},
    "mp3": {"id3v2_version": "0", "write_id3v1": "0", "write_xing": "0"}, "wav": {"write_bext": "0"},
}  # fmt: skip
POSTER_AT, POSTER_SIDE, MOST_FRAMES, MOST_PIXELS = Fraction(1), 2048, 120, 40_000_000


class Trouble(Exception):
    """Why the file cannot be taken; its one argument is a word that `keeping` has a sentence for."""


def bound(memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
    """What this process may use from here on; beyond it the kernel ends it."""
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, cpu_seconds), (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, 32), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))


def opened(path: str, demuxer: str) -> Any:
    """Only this demuxer, only this file: a list of other files or addresses is never followed."""
    options = {"protocol_whitelist": "file", "format_whitelist": demuxer, "max_streams": "40"}
    return av.open(path, "r", format=demuxer, container_options=options, metadata_errors="replace")


def carried_over(asked: dict[str, Any]) -> dict[str, Any]:
    """The new file lies at `asked["out"]`, the poster of a film at `asked["poster"]`."""
    with opened(asked["source"], asked["demuxer"]) as source:
        picture, sound = _streams(source)
        _check_codecs(picture, sound)
        form = _form(asked["demuxer"], picture, sound)
        most = asked["video_seconds"] if picture else asked["audio_seconds"]
        seconds = _copied(source, [s for s in (picture, sound) if s], form, asked["out"], most)
        answer = {
            "form": form, "kind": "video" if picture else "audio", "seconds": round(float(seconds), 2),
            "picture": _codec(picture) if picture else "", "sound": _codec(sound) if sound else "",
        }  # fmt: skip
    with opened(asked["source"], asked["demuxer"]) as source:
        picture, sound = _streams(source)
        answer |= _poster(source, picture, asked["poster"]) if picture else _heard(source, sound)
    return answer


def _streams(source: Any) -> tuple[Any, Any]:
    """The first moving picture that is no cover of a record, and the first sound."""
    pictures = [s for s in source.streams.video if "attached_pic" not in _disposition(s)]
    sounds = list(source.streams.audio)
    if not pictures and not sounds:
        raise Trouble("nothing_in_it")
    return (pictures[0] if pictures else None), (sounds[0] if sounds else None)


def _disposition(stream: Any) -> str:
    return str(stream.disposition)


def _check_codecs(picture: Any, sound: Any) -> None:
    for stream, known in ((picture, PICTURES), (sound, SOUNDS)):
        if stream is not None and _codec(stream) not in known:
            raise Trouble("unknown_codec")
    if picture is not None and not 0 < picture.width * picture.height <= MOST_PIXELS:
        raise Trouble("unknown_codec")


def _codec(stream: Any) -> str:
    """What it is called whoever decodes it; "" for what nobody here can."""
    return str(stream.codec_context.codec.canonical_name) if stream.codec_context else ""


def _form(demuxer: str, picture: Any, sound: Any) -> str:
    """In which container it goes on, so that most phones can play it."""
    names = {_codec(s) for s in (picture, sound) if s}
    if names & OF_PHONES:
        return "3gp"
    if demuxer in ("matroska", "ogg") and names <= OF_WEBM:
        return "ogg" if not picture and (demuxer == "ogg" or "vorbis" in names) else "webm"
    if picture:
        return "mp4"
    return {"mp3": "mp3", "wav": "wav"}.get(demuxer, "m4a")


def _copied(source: Any, streams: list[Any], form: str, out: str, most: int) -> Fraction:
    """Packet by packet, and how long it really lasts: what the header says of that is not believed."""
    options = {"fflags": "+bitexact", **OPTIONS.get(form, {})}
    first: Fraction | None = None
    last = Fraction(0)
    with av.open(out, "w", format=MUXERS[form], container_options=options) as target:
        lanes = {stream.index: _lane(target, stream) for stream in streams}
        for packet in source.demux(streams):
            if packet.dts is None or packet.time_base is None:
                continue
            begin = Fraction(packet.pts if packet.pts is not None else packet.dts) * packet.time_base
            first = begin if first is None else min(first, begin)
            last = max(last, begin + _lasts(packet, most))
            if last - first > most + 1:
                raise Trouble("too_long")
            lane, notes = lanes[packet.stream_index]
            for piece in notes.filter(packet) if notes else [packet]:
                piece.stream = lane
                target.mux(piece)
    if first is None:
        raise Trouble("nothing_in_it")
    return last - first


def _lasts(packet: Any, most: int) -> Fraction:
    """The last packet of some sounds says a number of weeks, where the end was cut; such a one is not believed."""
    lasts = Fraction(packet.duration or 0) * packet.time_base
    return lasts if lasts <= most else Fraction(0)


def _lane(target: Any, stream: Any) -> tuple[Any, Any]:
    """The track of the new file, and what takes hidden notes out on the way there."""
    name = _codec(stream)
    lane = target.add_stream_from_template(stream, opaque=True)
    if name == "vorbis":
        lane.codec_context.extradata = without_comment(bytes(stream.codec_context.extradata or b""))
    if name not in HIDDEN_NOTES:
        return lane, None
    notes = BitStreamFilterContext(HIDDEN_NOTES[name], stream, lane)
    lane.codec_context.extradata = without_notes(bytes(lane.codec_context.extradata or b""), name)
    return lane, notes


def without_notes(extradata: bytes, name: str) -> bytes:
    """The filter leaves the notes that stand in the head of the track, where iPhones and encoders put theirs."""
    if name not in ("h264", "hevc") or not extradata.startswith((b"\0\0\1", b"\0\0\0\1")):
        return extradata
    units = [unit for unit in re.split(rb"\x00?\x00\x00\x01", extradata) if unit]
    return b"".join(b"\0\0\0\1" + unit for unit in units if not _is_note(unit[0], name))


def _is_note(head: int, name: str) -> bool:
    return head & 31 == 6 if name == "h264" else head >> 1 & 63 in (39, 40)


def without_comment(extradata: bytes) -> bytes:
    """The three headers of a Vorbis track, with an empty one for the second, where players and phones write who and what."""
    if extradata[:1] != b"\x02":
        raise Trouble("broken")
    sizes, at = [], 1
    for _ in range(2):
        size = 0
        while True:
            byte = extradata[at]
            size, at = size + byte, at + 1
            if byte < 255:
                break
        sizes.append(size)
    head, setup = extradata[at : at + sizes[0]], extradata[at + sum(sizes) :]
    comment = b"\x03vorbis" + bytes(8) + b"\x01"
    return b"\x02" + bytes([255] * (len(head) // 255) + [len(head) % 255, len(comment)]) + head + comment + setup


def _poster(source: Any, picture: Any, out: str) -> dict[str, Any]:
    """One second in, or the last picture before; a film of which not one picture can be seen is broken."""
    found = None
    for number, frame in enumerate(_frames(source, picture)):
        found = frame
        if number >= MOST_FRAMES or (frame.time is not None and frame.time >= POSTER_AT):
            break
    if found is None:
        raise Trouble("broken")
    image = found.to_image()
    if found.rotation:
        image = image.rotate(found.rotation, expand=True)
    image.thumbnail((POSTER_SIDE, POSTER_SIDE))
    image.save(out, "JPEG", quality=92)
    return {"width": image.width, "height": image.height}


def _heard(source: Any, sound: Any) -> dict[str, Any]:
    if next(_frames(source, sound), None) is None:
        raise Trouble("broken")
    return {}


def _frames(source: Any, stream: Any) -> Iterator[Any]:
    stream.codec_context.thread_count = 1
    return iter(source.decode(stream))


def main() -> None:
    asked = json.loads(sys.stdin.read())
    bound(asked["memory_bytes"], asked["cpu_seconds"], asked["file_bytes"])
    av.logging.set_level(None)
    try:
        answer = carried_over(asked)
        answer["bytes"] = Path(asked["out"]).stat().st_size
    except Trouble as trouble:
        answer = {"trouble": str(trouble)}
    except MemoryError:
        answer = {"trouble": "too_heavy"}
    except (av.FFmpegError, ValueError, OSError, IndexError, OverflowError, TypeError) as trouble:
        answer = {"trouble": "broken", "why": type(trouble).__name__}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
