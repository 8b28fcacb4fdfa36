"""A password opens an official's account and no other."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from .models import User


class StaffPasswords(ModelBackend):
    """Django's own, whose answer takes as long for an unknown address; `get_user` serves citizens' sessions too."""

    def authenticate(self, request: Any, username: str | None = None, password: str | None = None, **more: Any) -> Any:
        user = super().authenticate(request, username=username, password=password, **more)
        return user if isinstance(user, User) and user.kind == User.Kind.STAFF else None

    def user_can_authenticate(self, user: Any) -> bool:
        """People of the demo world, whose password everybody knows, open nothing once this is no trial any more."""
        demo = getattr(user, "is_demo", False) and not settings.IS_TRIAL
        return super().user_can_authenticate(user) and not demo
