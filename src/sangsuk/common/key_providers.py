"""Who keeps the key-encryption keys: a file of this machine, or a program that asks a key store.

A provider wraps and unwraps data keys and says which of its keys is current. Nothing else ever sees one of its keys.
"""

import base64
import binascii
import json
import os
import secrets
import shlex
import subprocess
import tempfile
from abc import ABC, abstractmethod
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ASK_SECONDS = 10


class KeyTrouble(Exception):
    """A key is missing, cannot be asked for, or does not open what it should. Its words are for the operator."""


class NoSuchKey(KeyTrouble):
    """A data key that the database does not know, or knows to have ended."""


class Provider(ABC):
    """`key_id` is a short word without spaces; `about` binds a wrapped key to what it is for."""

    @abstractmethod
    def current(self) -> str:
        """The key that new data keys are wrapped with."""

    @abstractmethod
    def ids(self) -> list[str]:
        """Every key that it can still unwrap with, as far as it can tell; the current one among them."""

    @abstractmethod
    def wrap(self, data_key: bytes, *, key_id: str, about: str) -> bytes: ...

    @abstractmethod
    def unwrap(self, wrapped: bytes, *, key_id: str, about: str) -> bytes: ...

    def new(self, *, now: datetime) -> str:
        raise KeyTrouble("The keys are made where they are kept: make the new one in the key store.")

    def drop(self, key_id: str) -> None:
        raise KeyTrouble("The keys are ended where they are kept: end this one in the key store.")


class FileProvider(Provider):
    """Keys in one file of mode 600: {"current": id, "keys": {id: {"key": base64, "made_at": ...}}}.

    The first question makes the file, so that a trial needs no ceremony. Every change is written aside and moved into
    place; a lost file is never made anew over keys that are in use, because unwrapping asks for an id it has not.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> str:
        return str(self._read()["current"])

    def ids(self) -> list[str]:
        return list(self._read()["keys"])

    def wrap(self, data_key: bytes, *, key_id: str, about: str) -> bytes:
        nonce = os.urandom(12)
        return nonce + self._cipher(key_id).encrypt(nonce, data_key, about.encode())

    def unwrap(self, wrapped: bytes, *, key_id: str, about: str) -> bytes:
        try:
            return self._cipher(key_id).decrypt(wrapped[:12], wrapped[12:], about.encode())
        except InvalidTag:
            raise KeyTrouble(f"The key {key_id} in {self.path} does not open what it should.") from None

    def new(self, *, now: datetime) -> str:
        kept = self._read()
        key_id = _add(kept, now)
        self._write(kept)
        return key_id

    def drop(self, key_id: str) -> None:
        kept = self._read()
        if kept["current"] == key_id:
            raise KeyTrouble(f"{key_id} is the current key.")
        if kept["keys"].pop(key_id, None) is None:
            raise KeyTrouble(f"{self.path} holds no key {key_id}.")
        self._write(kept)

    def _cipher(self, key_id: str) -> AESGCM:
        found = self._read()["keys"].get(key_id)
        if found is None:
            raise KeyTrouble(
                f"{self.path} holds no key {key_id}. Bring back the key file that belongs to this database."
            )
        return AESGCM(base64.b64decode(found["key"]))

    def _read(self) -> dict[str, Any]:
        try:
            return dict(json.loads(self.path.read_text(encoding="ascii")))
        except FileNotFoundError:
            return self._first()
        except (OSError, ValueError) as trouble:
            raise KeyTrouble(f"The key file {self.path} cannot be read: {type(trouble).__name__}.") from None

    def _first(self) -> dict[str, Any]:
        """Two first starts at once agree on one file: whoever comes second reads what the first has linked."""
        kept: dict[str, Any] = {"keys": {}}
        _add(kept, datetime.now().astimezone())
        draft = self._draft(kept)
        try:
            os.link(draft, self.path)
        except FileExistsError:
            return dict(json.loads(self.path.read_text(encoding="ascii")))
        finally:
            draft.unlink()
        return kept

    def _write(self, kept: dict[str, Any]) -> None:
        self._draft(kept).replace(self.path)

    def _draft(self, kept: dict[str, Any]) -> Path:
        number, name = tempfile.mkstemp(prefix="keys.", dir=self.path.parent)  # mode 600
        with os.fdopen(number, "w", encoding="ascii") as file:
            json.dump(kept, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        return Path(name)


def _add(kept: dict[str, Any], now: datetime) -> str:
    key_id = f"k{now:%Y%m%d}-{secrets.token_hex(3)}"
    key = base64.b64encode(AESGCM.generate_key(256)).decode()
    kept["keys"][key_id] = {"key": key, "made_at": now.isoformat(timespec="seconds")}
    kept["current"] = key_id
    return key_id


class CommandProvider(Provider):
    """Asks a program that the operator names, for key stores of any make.

    `PROGRAM current`, `PROGRAM ids`, `PROGRAM wrap ID ABOUT`, `PROGRAM unwrap ID ABOUT`; keys come and go as one line
    of base64 on standard input and output. Exit code 0 is yes. Nothing passes through a shell.
    """

    def __init__(self, command: str) -> None:
        self.command = shlex.split(command)

    def current(self) -> str:
        return self._ask("current")

    def ids(self) -> list[str]:
        return self._ask("ids").split()

    def wrap(self, data_key: bytes, *, key_id: str, about: str) -> bytes:
        return self._turned(data_key, "wrap", key_id, about)

    def unwrap(self, wrapped: bytes, *, key_id: str, about: str) -> bytes:
        return self._turned(wrapped, "unwrap", key_id, about)

    def _turned(self, value: bytes, *words: str) -> bytes:
        try:
            return base64.b64decode(self._ask(*words, given=base64.b64encode(value).decode()), validate=True)
        except binascii.Error:
            raise KeyTrouble(f"The key program answered {words[0]} with something that is not base64.") from None

    def _ask(self, *words: str, given: str = "") -> str:
        try:
            done = subprocess.run(  # noqa: S603 the operator names the program; no shell, no words of a stranger
                [*self.command, *words],
                input=f"{given}\n",
                capture_output=True,
                text=True,
                timeout=ASK_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as trouble:
            raise KeyTrouble(f"The key program cannot be asked: {type(trouble).__name__}.") from None
        if done.returncode:
            raise KeyTrouble(f"The key program refused {words[0]} with exit code {done.returncode}.")
        return done.stdout.strip()
