"""Citizens who sign in: what we keep of them, and how they go again.

A citizen's account is a row without a name or an address; beside it, under seal, her name, and the last four digits of her
number where the state told it. Nothing of her cases stands here, and nothing here in her cases.
"""

from dataclasses import dataclass
from datetime import datetime

from allauth.socialaccount.models import SocialAccount

from sangsuk.common.sealed import unseal_field
from sangsuk.common.sealing import seal

from . import forgetting
from .models import Citizen, User

LABEL = "citizen.name"


@dataclass(frozen=True)
class Given:
    """What a sign-in of others told, already in the form in which it may be kept. `account` is a fingerprint."""

    provider: str
    account: str
    name: str
    last_four: str = ""
    ial: str = ""


@dataclass(frozen=True)
class Known:
    """A citizen as her own pages show her. `verified`: the state vouches for the name."""

    user_id: int
    provider: str
    name: str
    last_four: str
    verified: bool


def remember(user: User, given: Given, *, now: datetime) -> None:
    """Keep what she is called, newly at every sign-in: names change."""
    kept = {
        "provider": given.provider, "name": seal(given.name, label=LABEL, row=user.pk), "last_four": given.last_four,
        "ial": given.ial, "signed_in_at": now,
    }  # fmt: skip
    Citizen.objects.update_or_create(user=user, defaults=kept)


def open_account(given: Given, *, now: datetime) -> User:
    """The account of who signs in there, as if she had just done so; the same again is the same."""
    found = SocialAccount.objects.filter(provider=given.provider, uid=given.account).select_related("user").first()
    user: User = found.user if found else User(kind=User.Kind.CITIZEN)
    if found is None:
        user.set_unusable_password()
        user.save()
        SocialAccount.objects.create(user=user, provider=given.provider, uid=given.account)
    remember(user, given, now=now)
    return user


def known(user: User) -> Known:
    row = Citizen.objects.filter(user_id=user.pk).first()
    if row is None:
        return Known(user.pk, "", "", "", verified=False)
    return Known(user.pk, row.provider, unseal_field(row, "name"), row.last_four, verified=bool(row.ial))


def account_of(user: User, provider: str) -> str:
    """The fingerprint under which a provider knows her; "" when she does not sign in there."""
    found = SocialAccount.objects.filter(user_id=user.pk, provider=provider).values_list("uid", flat=True).first()
    return str(found or "")


def sign_out_everywhere(user: User) -> None:
    """End every session of hers: each is bound to the password's row, and a new one that nobody can know is put there."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


def close(user: User) -> None:
    """Forget her. An empty row stays, so that what she recorded for a village still says that somebody did."""
    forgetting.forget([user.pk])
