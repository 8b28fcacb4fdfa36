"""Which sign-ins of others are set up here, from the environment; and that the pretended ones never stand in earnest.

SANGSUK_THAID_CLIENT_ID, SANGSUK_THAID_SECRET   as the Department of Provincial Administration registered us
SANGSUK_THAID_DISCOVERY                         its published addresses; the sandbox has others
SANGSUK_THAID_LEAST_IAL                         how well a person must have been checked (2.1)
SANGSUK_LINE_CHANNEL_ID, SANGSUK_LINE_SECRET    as LINE registered us
SANGSUK_MOCK                                    "on": pretended providers, for trying things; only in the trial
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

THAID_DISCOVERY = "https://imauth.bora.dopa.go.th/.well-known/openid-configuration"
LINE_DISCOVERY = "https://access.line.me/.well-known/openid-configuration"
LEAST_IAL = "2.1"
MOCK_MODES = ("trial", "test")
HERE = ("127.0.0.1", "localhost", "::1")


def mocked(mode: str, environment: Mapping[str, str], *, site: str) -> bool:
    """Whether anybody may pretend to be anybody. By itself only where nobody else can come; SystemExit when somebody asks
    for it in earnest."""
    asked = environment.get("SANGSUK_MOCK", "")
    if asked == "on" and mode not in MOCK_MODES:
        raise SystemExit(
            "SANGSUK_MOCK lets anybody sign in as anybody, so it works only in the trial. "
            "Take it away, and set SANGSUK_THAID_CLIENT_ID and SANGSUK_THAID_SECRET instead."
        )
    if mode not in MOCK_MODES or asked == "off":
        return False
    return asked == "on" or mode == "test" or urlsplit(site).hostname in HERE


def providers(mode: str, environment: Mapping[str, str], *, site: str) -> dict[str, Any]:
    """django-allauth's SOCIALACCOUNT_PROVIDERS. What is not set up is not offered."""
    found: dict[str, Any] = {"thaid": {"APPS": []}, "line": {"APPS": []}}
    mock = mocked(mode, environment, site=site)
    for name, (client, discovery) in {
        "thaid": ("SANGSUK_THAID_CLIENT_ID", environment.get("SANGSUK_THAID_DISCOVERY") or THAID_DISCOVERY),
        "line": ("SANGSUK_LINE_CHANNEL_ID", LINE_DISCOVERY),
    }.items():
        least = {"least_ial": environment.get("SANGSUK_THAID_LEAST_IAL") or LEAST_IAL}
        if environment.get(client):
            app = {
                "client_id": environment[client], "secret": environment.get(f"SANGSUK_{name.upper()}_SECRET", ""),
                "settings": {"discovery": discovery, **least},
            }  # fmt: skip
            found[name]["APPS"] = [app]
        elif mock:
            settings = {"discovery": f"{site.rstrip('/')}/mock/{name}/.well-known/openid-configuration", **least}
            found[name]["APPS"] = [
                {
                    "client_id": f"mock-{name}",
                    "secret": f"the secret of the pretended {name}, which is none",
                    "settings": settings,
                }
            ]
    return found
