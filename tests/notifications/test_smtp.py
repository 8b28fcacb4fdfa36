"""E-mail really goes out by SMTP: to a server of our own, on this machine."""

import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from factories import MONDAY
from sangsuk.notifications import actions
from sangsuk.notifications.actions import Recipient
from sangsuk.notifications.models import Message

pytestmark = pytest.mark.django_db


class Mailbox(socketserver.ThreadingTCPServer):
    """As much of SMTP (RFC 5321) as one letter needs."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        super().__init__(("127.0.0.1", 0), Postman)


class Postman(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 mailbox")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                letter = []
                while (text := self.rfile.readline()) != b".\r\n":
                    letter.append(text)
                self.server.letters.append(b"".join(letter))  # type: ignore[attr-defined]
            self.say("221 bye" if verb == "QUIT" else "250 ok")


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    with Mailbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_URL = f"smtp://127.0.0.1:{server.server_address[1]}"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        yield server
        server.shutdown()


def test_an_e_mail_reaches_the_mailbox_in_thai(mailbox):
    gaps = {"number": "5001-70-000001", "office": "ศูนย์ดำรงธรรมอำเภอแม่ริม", "due": "พรุ่งนี้", "track": "http://x/track"}
    to = Recipient("email", "somchai@example.com")
    actions.queue(
        "case-received", to=to, about="5001-70-000001", office_code="5001", gaps=gaps, key="case:1:1:x", now=MONDAY
    )
    assert actions.send_due(MONDAY) == 1
    [letter] = [message_from_bytes(text) for text in mailbox.letters]
    assert letter["To"] == "somchai@example.com"
    assert str(make_header(decode_header(letter["Subject"]))) == "เราได้รับเรื่องของท่านแล้ว เลขที่ 5001-70-000001"
    assert "ศูนย์ดำรงธรรมอำเภอแม่ริม" in letter.get_payload(decode=True).decode()
    assert letter["Message-ID"].startswith("<case.1.1.x@")
    assert Message.objects.get().carried_by == "smtp"


def test_a_mail_server_that_is_down_loses_nothing(settings):
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    gaps = {"number": "1", "office": "x", "due": "x", "track": "x"}
    actions.queue(
        "case-received",
        to=Recipient("email", "a@example.com"),
        about="1",
        office_code="5001",
        gaps=gaps,
        key="k",
        now=MONDAY,
    )
    assert actions.send_due(MONDAY) == 0
    row = Message.objects.get()
    assert (row.sent_at, row.attempts, row.leased_until) == (None, 1, None)
    assert row.due_at > MONDAY


def queued(key: str, address: str = "a@example.com") -> None:
    gaps = {"number": key, "office": "x", "due": "x", "track": "x"}
    to = Recipient("email", address)
    actions.queue("case-received", to=to, about=key, office_code="5001", gaps=gaps, key=key, now=MONDAY)


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(mailbox):
    """Its address does not open any more, or cannot be an address: the next ones go out all the same."""
    for key in ("sealed", "shapeless", "good"):
        queued(key)
    Message.objects.filter(about="sealed").update(recipient=b"\x01" + bytes(40))
    Message.objects.filter(about="shapeless").update(subject="two\nlines")
    assert actions.send_due(MONDAY) == 1
    assert len(mailbox.letters) == 1
    rows = {row.about: row for row in Message.objects.all()}
    assert rows["good"].sent_at == MONDAY
    for about, trouble in {"sealed": "Unreadable", "shapeless": "BadHeaderError"}.items():
        assert (rows[about].given_up_at, rows[about].trouble, rows[about].leased_until) == (MONDAY, trouble, None)
