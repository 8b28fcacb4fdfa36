"""Networks as people write them: 203.0.113.0/24, 2001:db8::/48, or one address."""

import ipaddress

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def network_of(text: str) -> Network | None:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def a_network(text: str) -> None:
    """For a column that holds one. Raises ValidationError."""
    if network_of(text) is None:
        raise ValidationError(_("กรุณากรอกเป็นเลขเครือข่าย เช่น 203.0.113.0/24"), code="invalid")
