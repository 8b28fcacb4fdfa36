"""What is owed is said, once."""

import threading
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import connection, connections

from factories import MONDAY
from sangsuk.notifications import actions, carriers, queries
from sangsuk.notifications.actions import Recipient
from sangsuk.notifications.models import Message

pytestmark = pytest.mark.django_db
GAPS = {"number": "5001-70-000001", "office": "ศูนย์", "agency": "", "due": "พรุ่งนี้", "text": "", "track": "http://x/track"}


def queue(n: int = 1, to: Recipient | None = None) -> None:
    to = to or Recipient("sms", "0815550101")
    actions.queue("case-received", to=to, about=f"n{n}", office_code="5001", gaps=GAPS, key=f"k{n}", now=MONDAY)


def test_the_same_duty_twice_is_one_message():
    queue()
    queue()
    assert Message.objects.count() == 1


def test_the_trial_sends_into_the_outbox():
    queue()
    assert actions.send_due(MONDAY) == 1
    assert actions.send_due(MONDAY) == 0
    row = Message.objects.get()
    assert (row.sent_at, row.carried_by, row.recipient_masked) == (MONDAY, "outbox", "•••101")


def test_an_address_is_not_readable_in_the_database():
    queue(to=Recipient("email", "somchai@example.com"))
    with connection.cursor() as cursor:
        cursor.execute("select encode(recipient, 'escape') || recipient_masked || body from notifications_message")
        assert "somchai@" not in cursor.fetchone()[0]


def test_a_message_speaks_the_language_of_its_reader():
    queue(to=Recipient("sms", "0815550101", "th"))
    queue(2, to=Recipient("sms", "0815550101", "en"))
    thai, english = Message.objects.order_by("id")
    assert "เราได้รับเรื่องของท่านแล้ว" in thai.body
    assert english.body.isascii() is False or "เรา" not in english.body
    assert "เราได้รับ" not in english.body


def test_nothing_goes_out_before_its_time():
    queue()
    assert actions.send_due(MONDAY - timedelta(seconds=1)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_message_once():
    for n in range(300):
        queue(n)
    sent = []

    def work() -> None:
        sent.append(actions.send_due(MONDAY))
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 300


class TestEmail:
    @pytest.fixture(autouse=True)
    def smtp(self, settings, monkeypatch):
        settings.EMAIL_URL = "smtp://mail.example.com"
        self.fails = False

        def send(message: Message) -> None:
            if self.fails:
                raise SMTPServerDisconnected("gone")
            mail.outbox.append(message)

        monkeypatch.setattr(carriers, "send_email", send)

    def test_e_mail_goes_by_the_server_and_the_rest_to_the_outbox(self):
        queue(1, to=Recipient("email", "somchai@example.com"))
        queue(2)
        assert actions.send_due(MONDAY) == 2
        assert list(Message.objects.order_by("id").values_list("carried_by", flat=True)) == ["smtp", "outbox"]
        assert len(mail.outbox) == 1

    def test_a_failed_try_waits_longer_each_time_and_is_given_up_at_last(self):
        self.fails = True
        queue(to=Recipient("email", "somchai@example.com"))
        now = MONDAY
        for attempt in range(1, actions.MOST_ATTEMPTS):
            actions.send_due(now)
            row = Message.objects.get()
            assert (row.attempts, row.sent_at, row.given_up_at) == (attempt, None, None)
            assert row.due_at > now
            now = row.due_at
        actions.send_due(now)
        assert Message.objects.get().given_up_at == now
        assert actions.send_due(now + timedelta(days=1)) == 0

    def test_a_worker_killed_while_sending_leaves_it_to_the_next(self):
        queue(to=Recipient("email", "somchai@example.com"))
        [leased] = actions._lease(MONDAY)
        assert actions._lease(MONDAY + timedelta(minutes=1)) == []
        [again] = actions._lease(MONDAY + timedelta(minutes=6))
        assert again.dedupe_key == leased.dedupe_key


def test_the_outbox_shows_an_office_its_own():
    queue(1)
    actions.queue(
        "case-received",
        to=Recipient("sms", "0815550102"),
        about="x",
        office_code="5002",
        gaps=GAPS,
        key="z",
        now=MONDAY,
    )
    assert [m.about for m in queries.outbox(["5001"]).items] == ["n1"]
    assert len(queries.outbox(None).items) == 2
