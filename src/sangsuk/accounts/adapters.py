"""What django-allauth asks us. It brings the machinery of signing in; who may, and in which words, is said here."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from sangsuk.common import sealing

from . import known, sessions
from .models import User
from .sealed_factors import LABEL

security = logging.getLogger("sangsuk.security")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Officials' accounts are made by their office, never by whoever comes along."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def new_user(self, request: Any) -> User:
        return User(kind=User.Kind.CITIZEN)

    def login(self, request: Any, user: Any) -> None:
        """Django changes the session's key here; the session then remembers on what and from where she came."""
        super().login(request, user)
        security.info("signed in", extra={"user": str(user.pk), "kind": user.kind})
        request.session[sessions.DEVICE] = sessions.device_of(request.headers.get("User-Agent", ""))
        request.session[sessions.PLACE] = sessions.place_of(request.META.get("REMOTE_ADDR", ""))

    def post_login(self, request: Any, user: Any, **about: Any) -> Any:
        """The browser is known from now on: see `desk.views.tries`."""
        response = super().post_login(request, user, **about)
        if user.email:
            known.remember(request, response, user.email)
        return response

    def respond_user_inactive(self, request: Any, user: Any) -> Any:
        return redirect("account_login")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what was done."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """No letter leaves the house but by `notifications`."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Likewise."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets lie sealed."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("รหัสนี้ไม่ถูกต้อง หรือใช้ไปแล้ว กรุณารอรหัสถัดไปแล้วลองใหม่"),
    }

    def get_totp_issuer(self) -> str:
        return "Sangsuk"

    def _get_site_name(self) -> str:
        return "Sangsuk"

    def encrypt(self, text: str) -> str:
        return sealing.seal(text, label=LABEL).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(bytes.fromhex(encrypted_text), label=LABEL)
