"""An office's own system: a small HTTPS server with a certificate of its own making."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "hook.example.test"


def certificate(folder: Path) -> Path:
    """Key and certificate in one file, for HOST."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(now - timedelta(days=3650)).not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    kept = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "hook.pem"
    path.write_bytes(kept + made.public_bytes(serialization.Encoding.PEM))
    return path


class System:
    """`got` is what came: (headers, body). `status` is what it answers with."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status, self.location, self.port = 204, "", 0

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}/in?from=sangsuk"


@contextmanager
def listening(settings: Any, folder: Path) -> Iterator[System]:
    system, pem = System(), certificate(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            system.got.append(({k.lower(): v for k, v in self.headers.items()}, self.rfile.read(length)))
            self.send_response(system.status)
            if system.location:
                self.send_header("Location", system.location)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    system.port = server.server_address[1]
    settings.WEBHOOK_PORTS, settings.WEBHOOK_NETWORKS = (443, system.port), ["127.0.0.0/8"]
    settings.WEBHOOK_CA = str(pem)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield system
    server.shutdown()
    server.server_close()
    thread.join()


def at_home(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]
