"""Who carries a message out of the house.

In the trial everything ends in the outbox: a page that shows what would have been sent. Where an SMTP server is
configured (`EMAIL_URL=smtp[s]://user:password@host:port`), e-mail really goes.
"""

from email.utils import make_msgid
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from sangsuk.common.sealed import unseal_field

from .models import Message


def real_carriers() -> list[str]:
    """The carriers that lead outside and are configured."""
    return ["email"] if settings.EMAIL_URL else []


def send_email(message: Message) -> None:
    """Hand one e-mail to the SMTP server. The same Message-ID on every try lets mail hosts drop a repeat."""
    url = urlsplit(settings.EMAIL_URL)
    connection = get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=url.hostname or "localhost",
        port=url.port or (465 if url.scheme == "smtps" else 25),
        username=unquote(url.username or ""),
        password=unquote(url.password or ""),
        use_ssl=url.scheme == "smtps",
        use_tls=url.scheme == "smtp+tls",
        timeout=20,
    )
    EmailMessage(
        message.subject,
        message.body,
        settings.DEFAULT_FROM_EMAIL,
        [unseal_field(message, "recipient")],
        headers={"Message-ID": f"<{message.dedupe_key.replace(':', '.')}@{make_msgid().split('@')[1].rstrip('>')}>"},
        connection=connection,
    ).send()
