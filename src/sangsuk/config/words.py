"""The sentences of every room: collected from code and templates, translated in .po files, compiled for use.

Thai is the source and stands in the code; each room has its English in locale/en/LC_MESSAGES/django.po. In use they are
one catalog, compiled into the home.
"""

import ast
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent
PO = Path("locale/en/LC_MESSAGES/django.po")
TRANSLATION = "django.utils.translation"
CALL = re.compile(r"\b(?:n?p?gettext(?:_lazy|_noop)?|_)\(")
GAP = re.compile(r"%\((\w+)\)")
HEADER = "# English of the room `%s`. Sentences are collected by `sangsuk words`; write the English between the quotes."


@dataclass(frozen=True)
class Sentence:
    """What the code says: context, one form or two, and the file it stands in."""

    text: str
    plural: str
    context: str
    file: str

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.text, self.plural) if self.plural else self.text

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text


def rooms() -> list[Path]:
    """Every folder with a catalog of its own: the rooms, and the wings of the faces."""
    found = sorted(folder for folder in HOUSE.iterdir() if (folder / "__init__.py").exists())
    return [one for room in found for one in (room, *wings(room))]


def wings(room: Path) -> list[Path]:
    """The wings of a face: folders that keep their own templates, and so their own English."""
    return sorted(folder.parent for folder in room.glob("*/templates"))


def name_of(room: Path) -> str:
    """`cases`, `desk`, `desk/learning`."""
    return room.relative_to(HOUSE).as_posix()


def collect(room: Path) -> dict[tuple[str, str], Sentence]:
    """Every sentence of a room, in the order of its files; the first place where it stands is remembered."""
    found: dict[tuple[str, str], Sentence] = {}
    elsewhere = wings(room)

    def own(pattern: str) -> list[Path]:
        return [path for path in sorted(room.rglob(pattern)) if not any(map(path.is_relative_to, elsewhere))]

    for path in own("*.py"):
        for sentence in from_python(path.read_text(encoding="utf-8"), str(path.relative_to(room))):
            found.setdefault(sentence.key, sentence)
    for path in own("templates/**/*.*"):
        for sentence in from_template(path.read_text(encoding="utf-8"), str(path.relative_to(room))):
            found.setdefault(sentence.key, sentence)
    return found


def from_python(code: str, file: str) -> Iterator[Sentence]:
    """Calls of Django's gettext functions under whatever name the module imported them."""
    tree = ast.parse(code)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == TRANSLATION:
            names |= {alias.asname or alias.name: alias.name for alias in node.names if "gettext" in alias.name}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield from _sentence(names[node.func.id], node.args, file)


def from_template(text: str, file: str) -> Iterator[Sentence]:
    """Django turns a template into calls of gettext with noise between them; each call is read as Python."""
    code = templatize(text, origin=file)
    for match in CALL.finditer(code):
        end = match.end()
        while (end := code.find(")", end) + 1) > 0:
            try:
                call = ast.parse(code[match.start() : end], mode="eval").body
            except SyntaxError:
                continue
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                yield from _sentence(call.func.id, call.args, file)
            break


def _sentence(function: str, arguments: list[ast.expr], file: str) -> Iterator[Sentence]:
    texts = [a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    context = texts.pop(0) if function.startswith(("pgettext", "npgettext")) and texts else ""
    wanted = 2 if function.startswith("n") else 1
    if len(texts) >= wanted and texts[0]:
        yield Sentence(texts[0], texts[1] if wanted == 2 else "", context, file)


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="en", domain="django")
    with path.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def merged(room: Path, known: dict[tuple[str, str], Message] | None = None) -> Catalog:
    """The room's catalog as it should be now: what the code says, with the English there is.

    English of a sentence that is no longer said is kept at the end, as a comment, in case it comes back.
    """
    old = {_key(message): message for message in read(room / PO) if message.id}
    old |= {_key(message): message for message in read(room / PO).obsolete.values() if _key(message) not in old}
    new = Catalog(locale="en", domain="django", header_comment=HEADER % name_of(room), fuzzy=False)
    sentences = collect(room)
    for key, sentence in sentences.items():
        english = _english(sentence, old.get(key) or (known or {}).get(key))
        new.add(sentence.id, english, locations=[(sentence.file, 0)], context=sentence.context or None)
    for key, message in old.items():
        if key not in sentences and message.string:
            new.obsolete[key[1]] = message
    return new


def _english(sentence: Sentence, message: Message | None) -> str | tuple[str, ...]:
    if message is None:
        return ("", "") if sentence.plural else ""
    forms = _forms(message.string)
    return forms[0] if not sentence.plural else (forms[0], forms[-1])


def _key(message: Message) -> tuple[str, str]:
    return message.context or "", _forms(message.id)[0]


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """One form or several, always as several."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def update(names: Iterable[str] = ()) -> list[str]:
    """Write the catalogs anew, of these rooms or of all; returns what still has to be done, as lines to print."""
    everywhere = {_key(m): m for room in rooms() for m in read(room / PO) if m.id and m.string}
    troubles: list[str] = []
    for room in rooms():
        if names and not {room.name, name_of(room)} & set(names):
            continue
        catalog = merged(room, everywhere)
        path = room / PO
        if len(catalog) or path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            text = as_text(catalog)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
        troubles += [f"{name_of(room)}: {trouble}" for trouble in missing(catalog)]
    return troubles


def as_text(catalog: Catalog) -> str:
    """Without dates and line numbers, so that a catalog changes only when its sentences do."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, omit_header=True, include_lineno=False)
    header = (
        f'{catalog.header_comment}\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return f"{header}{out.getvalue().decode()}"


def missing(catalog: Iterable[Message]) -> list[str]:
    """Sentences without English, and English whose named gaps are not those of the Thai."""
    troubles = []
    for message in catalog:
        if not message.id:
            continue
        texts = _forms(message.string)
        thai = _key(message)[1]
        if not all(texts):
            troubles.append(f"no English: {thai}")
        elif any(set(GAP.findall(text)) - set(GAP.findall(" ".join(_forms(message.id)))) for text in texts):
            troubles.append(f"the English has gaps that the Thai has not: {thai}")
    return troubles


def conflicts() -> list[str]:
    """Sentences that two rooms put into different English: in use there is only one, so they need a context."""
    first: dict[tuple[str, str], tuple[str, Message]] = {}
    troubles = []
    for room in rooms():
        for message in read(room / PO):
            if not message.id or not message.string:
                continue
            name, other = first.setdefault(_key(message), (name_of(room), message))
            if other.string != message.string:
                troubles.append(f"{name} and {name_of(room)} differ: {_key(message)[1]}")
    return troubles


def compile_all(home: Path) -> bool:
    """All catalogs as one .mo in the home, when a .po has changed since; the house itself may be read-only."""
    target = home / "locale" / PO.relative_to("locale").with_suffix(".mo")
    stamp = target.with_suffix(".stamp")
    sources = [room / PO for room in rooms() if (room / PO).exists()]
    seen = "".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}\n" for path in sources)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == seen:
        return False
    whole = Catalog(locale="en", domain="django", fuzzy=False)
    for path in sources:
        for message in read(path):
            if message.id and message.string:
                whole.add(message.id, message.string, context=message.context)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    with draft.open("wb") as file:
        write_mo(file, whole)
    draft.rename(target)
    stamp.write_text(seen, encoding="utf-8")
    return True
