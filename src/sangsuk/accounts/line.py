"""LINE Login: a convenience. It tells us that it is the same LINE account as last time, and not who anybody is.

LINE signs the id_token of a sign-in in the browser with HS256 under the channel's secret, that of an app with ES256.
Source: developers.line.biz, "Get profile information from ID tokens" and "PKCE support for LINE Login", read 2026-11-21.
"""

from typing import Any

from sangsuk.common import keys

from .citizens import Given
from .openid import Unbelieved

ID = "line"
SCOPES = ("openid", "profile")
ALGORITHMS = ("HS256", "ES256")


def given(claims: dict[str, Any]) -> Given:
    account = str(claims.get("sub", ""))
    if not account:
        raise Unbelieved("an account without a name")
    name = " ".join(str(claims.get("name", "")).split())
    return Given(ID, keys.fingerprint(account, label="line.citizen").hex(), name[:200])
