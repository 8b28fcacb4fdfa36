"""Signing in by others, ThaID and LINE, as django-allauth does it, with what we ask beyond: a nonce, a signature that holds,
addresses from discovery, and nothing kept of what was told but what `Given` says.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from . import citizens, openid
from .citizens import Given
from .models import User

CITIZEN, STAFF = "citizen", "staff"


class OpenIDAdapter(OAuth2Adapter):  # type: ignore[misc]
    """One provider's half of the conversation. `state` is what we put aside when she set out."""

    state: Mapping[str, Any] = {}  # noqa: RUF012 - replaced for each request, never changed

    def get_provider(self) -> "OpenIDProvider":
        found: OpenIDProvider = get_adapter(self.request).get_provider(self.request, provider=self.provider_id)
        return found

    @property
    def said(self) -> openid.Discovery:
        return openid.discovery(self.get_provider().app.settings["discovery"])

    @property
    def authorize_url(self) -> str:
        return self.said.authorize_url

    @property
    def access_token_url(self) -> str:
        return self.said.token_url

    @property
    def basic_auth(self) -> bool:
        return "client_secret_post" not in self.said.token_methods

    def get_callback_url(self, request: Any, app: Any) -> str:
        """The one address that is registered, whatever host name the request came by."""
        return settings.SITE_URL.rstrip("/") + reverse(f"{self.provider_id}_callback")

    def complete_login(self, request: Any, app: Any, token: Any, **more: Any) -> SocialLogin:
        provider = self.get_provider()
        claims = openid.believed(
            more["response"].get("id_token"), self.said, client_id=app.client_id, nonce=str(self.state.get("nonce", "")),
            algorithms=provider.algorithms, secret=app.secret,
        )  # fmt: skip
        given = provider.given(claims, kind=kind_of(self.state))
        return provider.sociallogin_from_response(request, given)


class OpenIDProvider(OAuth2Provider):  # type: ignore[misc]
    """What is asked for, which algorithms count, and what is taken of the claims."""

    account_class = ProviderAccount
    algorithms: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()

    def given(self, claims: dict[str, Any], *, kind: str) -> Given:
        raise NotImplementedError

    def get_scope(self) -> list[str]:
        return list(self.scopes)

    def get_pkce_params(self) -> dict[str, str]:
        """Only where the provider says that it knows what this is."""
        advertised = openid.discovery(self.app.settings["discovery"]).pkce
        return dict(generate_code_challenge()) if advertised else {}

    def redirect(self, request: Any, process: str, next_url: str | None = None, data: Any = None, **more: Any) -> Any:
        nonce = secrets.token_urlsafe(24)
        more = {"nonce": nonce, "auth_params": {"nonce": nonce}, "scope": self.get_scope()}
        return super().redirect(request, process, next_url, data, **more)

    def extract_uid(self, data: Given) -> str:
        return data.account

    def extract_extra_data(self, data: Given) -> dict[str, Any]:
        return {}

    def sociallogin_from_response(self, request: Any, response: Given) -> SocialLogin:
        found = super().sociallogin_from_response(request, response)
        found.given = response
        return found


def kind_of(state: Mapping[str, Any]) -> str:
    """As what she set out to sign in."""
    return STAFF if (state.get("data") or {}).get("as") == STAFF else CITIZEN


def offered() -> list[str]:
    """The providers that are set up here."""
    return [name for name, said in settings.SOCIALACCOUNT_PROVIDERS.items() if said.get("APPS")]


def setting_out(request: Any, provider: str, *, kind: str = CITIZEN, process: str = "login", next_url: str = "") -> str:
    """The address at the provider to which her browser goes now. Raises Unbelieved, requests' exceptions.

    An official's account is joined with `kind="staff", process="connect"`, and is found with `process="login"`.
    """
    found = get_adapter(request).get_provider(request, provider=provider)
    answer = found.redirect(request, process, next_url or None, {"as": kind})
    return str(answer["Location"])


class OutsideAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A sign-in of others makes a citizen's account; an official's it only finds, or joins from inside."""

    def is_open_for_signup(self, request: Any, sociallogin: SocialLogin) -> bool:
        return kind_of(sociallogin.state) == CITIZEN

    def new_user(self, request: Any, sociallogin: SocialLogin) -> User:
        return User(kind=User.Kind.CITIZEN)

    def populate_user(self, request: Any, sociallogin: SocialLogin, data: Any) -> Any:
        """Nothing of what was told goes into the account itself."""
        return sociallogin.user

    def pre_social_login(self, request: Any, sociallogin: SocialLogin) -> None:
        """Who is known is who she set out as; a sign-in never makes one into the other."""
        wanted, user = kind_of(sociallogin.state), sociallogin.user
        known = sociallogin.is_existing
        if known and (user.kind != wanted or not user.is_active):
            raise ImmediateHttpResponse(redirect(self._way_back(wanted)))
        if wanted == STAFF and not known and sociallogin.state.get("process") != "connect":
            raise ImmediateHttpResponse(redirect(f"{self._way_back(STAFF)}?not-joined=1"))
        if known and wanted == CITIZEN:
            citizens.remember(user, sociallogin.given, now=timezone.now())

    def save_user(self, request: Any, sociallogin: SocialLogin, form: Any = None) -> User:
        user: User = super().save_user(request, sociallogin, form)
        citizens.remember(user, sociallogin.given, now=timezone.now())
        return user

    def on_authentication_error(self, request: Any, provider: Any, error: Any = None, **more: Any) -> None:
        """Whatever went wrong: back to the page she came from, which says so in words."""
        state = (more.get("extra_context") or {}).get("state") or {}
        word = "cancelled" if str(error) in ("cancelled", "AuthError.CANCELLED") else "trouble"
        raise ImmediateHttpResponse(redirect(f"{self._way_back(kind_of(state))}?{word}={provider.id}"))

    @staticmethod
    def _way_back(kind: str) -> str:
        return reverse("account_login") if kind == STAFF else reverse("public:me")
