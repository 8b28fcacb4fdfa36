"""Posting to an address that somebody else has named, so that it can reach nothing inside our own network.

The name is resolved once, every address it gives must be public (or in a network that the operator has named), and the
connection goes to the address that was looked at: a name that changes in between leads nowhere else. No redirects, no
other port than 443 and 8443, an end to time and size.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

SECONDS, ALL_SECONDS = 6.0, 12.0
MOST_BYTES = 4_096
MOST_LETTERS = 500
Resolve = Callable[[str, int], list[str]]


class NotThere(OSError):
    """The address cannot be posted to, or did not take it; `why` is a code, never what the other side said."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Target:
    host: str
    port: int
    path: str


def target(url: str) -> Target:
    """Raises NotThere for what is no https address of a host with a name."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError as trouble:
        raise NotThere("bad_address") from trouble
    plain = len(url) <= MOST_LETTERS and url.isprintable() and " " not in url
    if not plain or parts.scheme != "https" or parts.username or parts.password or parts.fragment:
        raise NotThere("bad_address")
    if port not in settings.WEBHOOK_PORTS or "." not in host or _is_address(host):
        raise NotThere("bad_address")
    return Target(host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def post(url: str, body: bytes, headers: Mapping[str, str], *, resolve: "Resolve | None" = None) -> int:
    """The status of the answer, 2xx. Raises NotThere with a code for everything else."""
    to = target(url)
    address = public(to, resolve or looked_up)
    connection = _Pinned(to.host, to.port, address)
    end = threading.Timer(ALL_SECONDS, connection.cut)  # who answers letter by letter is cut off too
    end.start()
    try:
        connection.request("POST", to.path, body, dict(headers))
        answer = connection.getresponse()
        answer.read(MOST_BYTES)
    except ssl.SSLError as trouble:
        raise NotThere("bad_certificate") from trouble
    except TimeoutError as trouble:
        raise NotThere("too_slow") from trouble
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        raise NotThere("not_reached") from trouble
    finally:
        end.cancel()
        connection.close()
    if not 200 <= answer.status < 300:
        raise NotThere(f"status_{answer.status}")
    return answer.status


def public(to: Target, resolve: Resolve) -> str:
    """One of the addresses of that name; all of them must be allowed, else somebody tries something."""
    found = resolve(to.host, to.port)
    if not found:
        raise NotThere("no_such_host")
    if not all(allowed(address) for address in found):
        raise NotThere("inner_address")
    return found[0]


def allowed(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    address = inner or address
    named = [ipaddress.ip_network(network) for network in settings.WEBHOOK_NETWORKS]
    if any(address in network for network in named if network.version == address.version):
        return True
    nat64 = address.version == 6 and address in ipaddress.ip_network("64:ff9b::/96")
    return address.is_global and not address.is_multicast and not nat64


def looked_up(host: str, port: int) -> list[str]:
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def _is_address(host: str) -> bool:
    """Also what some resolvers take for one: `0x7f.1`, `127.1`."""
    last = host.rstrip(".").rpartition(".")[2]
    return ":" in host or last.isdigit() or last.startswith("0x")


class _Pinned(http.client.HTTPSConnection):
    """Speaks TLS with the name and connects to the address that was looked at."""

    def __init__(self, host: str, port: int, address: str) -> None:
        context = ssl.create_default_context(cafile=settings.WEBHOOK_CA or None)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        super().__init__(host, port, timeout=SECONDS, context=context)
        self.address, self.tls = address, context

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)

    def cut(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)
