"""Who looked at my case."""

from .models import Reading


def readings(about: str) -> list[Reading]:
    """Every look at one case's personal data, oldest first."""
    return list(Reading.objects.filter(about=about).order_by("at", "id"))
