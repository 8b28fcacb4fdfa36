"""People who sign in: officials, by an account that their office makes; citizens who want one, by a sign-in of the state.

A citizen needs none, and has neither password nor, as a rule, an e-mail address here.
"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from sangsuk.common import sealed
from sangsuk.common.dated import Dated
from sangsuk.common.sealed import SealedField

from .sealed_factors import Factors


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower(), kind=User.Kind.STAFF)


class User(AbstractBaseUser):
    """`kind` is set when the account is made and never changes: nobody becomes an official by signing in."""

    class Kind(models.TextChoices):
        STAFF = "staff", "เจ้าหน้าที่"
        CITIZEN = "citizen", "ประชาชน"

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.STAFF)
    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.TextField()
    language = models.TextField(default="th")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="of the demo world; opens nothing in production")
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="email_is_lower_case", condition=models.Q(email=Lower("email"))),
            models.CheckConstraint(
                name="who_has_no_email_is_a_citizen",
                condition=models.Q(kind="citizen") | models.Q(email__isnull=False) & ~models.Q(email=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Citizen(models.Model):
    """What is kept of a citizen who signs in: her name under seal, and of her number the last four digits."""

    SEALED_AS, SEALED_ROW = "citizen", ("user_id",)

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="citizen")
    provider = models.TextField()
    name = SealedField(default=b"")
    last_four = models.CharField(max_length=4, blank=True)
    ial = models.CharField(
        max_length=8, blank=True, help_text="how well the state checked who she is; empty if nobody did"
    )
    signed_in_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"citizen {self.user_id}"


class Token(models.Model):
    """A key to the programmers' door. Only its digest is kept, and the first signs by which its owner knows it again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    digest = models.BinaryField(unique=True)
    label = models.TextField(blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    scopes = ArrayField(models.TextField(), default=list)
    hint = models.TextField(blank=True, default="")
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="token_ends_after_it_is_made", condition=Q(expires_at__gt=F("created_at"))),
            models.CheckConstraint(name="token_is_for_something", condition=~Q(scopes=[])),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.label}"


class Session(AbstractBaseSession):
    """An open browser. `place` is coarse: a network, never an address."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=40, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        from .sessions import SessionStore

        return SessionStore


class Invitation(models.Model):
    """A link with which an official comes to her account: signed, of use once, for some hours. Only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%Y-%m-%d %H:%M}"


class Elevation(models.Model):
    """A national administrator has switched on her power: from when to when, and why. Only `ended_at` is ever added."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="elevations")
    office_code = models.CharField(max_length=40)
    reason = models.TextField()
    at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "ends_at"], name="elevation_user_ends_at")]
        constraints = [
            models.CheckConstraint(name="elevation_says_why", condition=~models.Q(reason="")),
            models.CheckConstraint(name="elevation_ends", condition=models.Q(ends_at__gt=models.F("at"))),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"


class Deed(models.Model):
    """What was done to an account: who, to whom, what, why. Only ever inserted. By nobody: by the house itself."""

    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.TextField(blank=True)
    office_code = models.CharField(max_length=40, blank=True)
    whom = models.ForeignKey(User, on_delete=models.PROTECT, related_name="deeds")
    what = models.CharField(max_length=30)
    why = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["whom", "at"], name="deed_whom_at")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"


class AccessRule(Dated):
    """How long what may stay open: a dated row with its source. `valid_to` is the first day on which it no longer holds."""

    WHATS = [("elevation", "elevation"), ("invitation", "invitation")]

    what = models.CharField(max_length=20, choices=WHATS)
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "valid_from"], name="one_access_rule_of_a_kind_and_day"),
            models.CheckConstraint(
                name="access_lasts_minutes_to_two_weeks", condition=models.Q(minutes__gte=5, minutes__lte=20160)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.minutes}"


sealed.also(Factors())
