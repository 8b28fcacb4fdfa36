"""What people are told about their data, for the pages on which they tell us something."""

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from sangsuk.privacy import notices

register = template.Library()


@register.simple_tag
def notice(audience: str) -> notices.Told | None:
    """The version in force, in the language of the page."""
    return notices.current(audience, timezone.now(), get_language() or "th")
