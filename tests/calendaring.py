"""A small strict reader of calendars (RFC 5545): whatever is not allowed is an error."""

from datetime import UTC, datetime


def read(text: str) -> list[tuple[str, str]]:
    """The content lines as (name, value) with the folds and escapes taken away. Fails on anything that is not allowed."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", "")
    physical = text[:-2].split("\r\n")
    assert all(len(line.encode()) <= 75 and line for line in physical)
    lines: list[str] = []
    for line in physical:
        if line[0] in " \t":
            lines[-1] += line[1:]
        else:
            lines.append(line)
    found = []
    for line in lines:
        name, colon, value = line.partition(":")
        assert (
            colon
            and name.partition(";")[0].replace("-", "").isalnum()
            and name == name.upper().replace("Value", "VALUE")
        )
        found.append((name, value))
    depth: list[str] = []
    for name, value in found:
        if name == "BEGIN":
            depth.append(value)
        elif name == "END":
            assert depth.pop() == value
    assert depth == []
    return found


def plain(value: str) -> str:
    """What a TEXT says; an escape that there is not is an error."""
    out, signs = "", iter(value)
    for sign in signs:
        if sign == "\\":
            after = next(signs)
            assert after in "\\;,nN", after
            out += {"n": "\n", "N": "\n"}.get(after, after)
        else:
            assert sign not in ";,", "a bare separator in a TEXT"
            assert sign >= " " or sign == "\t"
            out += sign
    return out


def events(data: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for name, value in read(data):
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found and name not in ("BEGIN", "END"):
            assert name not in found[-1], f"{name} twice"
            found[-1][name] = value
    for one in found:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY"} <= one.keys()
        assert one["DTSTART"] < one["DTEND"] and one["SEQUENCE"].isdecimal()
        for name in ("DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED"):
            datetime.strptime(one[name], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        assert one["STATUS"] in ("TENTATIVE", "CONFIRMED", "CANCELLED")
    assert len({one["UID"] for one in found}) == len(found)
    return found
