"""People who sign in: officials, by an account that their office makes; citizens who want one, by a sign-in of the state.

A citizen needs none, and has neither password nor, as a rule, an e-mail address here.
"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


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


class Token(models.Model):
    """A key to the programmers' door. Only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    digest = models.BinaryField(unique=True)
    label = models.TextField(blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} {self.label}"
