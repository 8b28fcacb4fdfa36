"""Values as the releases before data keys have sealed them."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def version_1(text: str, label: str, secret: str) -> bytes:
    key = HKDF(SHA256(), 32, salt=None, info=b"sangsuk personal data v1").derive(secret.encode())
    nonce = os.urandom(12)
    return b"\x01" + nonce + AESGCM(key).encrypt(nonce, text.encode(), label.encode())
