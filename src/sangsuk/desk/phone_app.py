"""A page that a phone keeps to open it without signal: the page without data, the script, the name and the icons."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from .doors import language

SIZES = (192, 512)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class PhoneApp:
    """`kept`: what its cache is called; `page`, `shell_at`: names of addresses; `looks`: files that are put by with it;
    `names`: what it is called on the phone, in full and short."""

    kept: str
    page: str
    shell_at: str
    template: str
    looks: tuple[str, ...]
    names: Callable[[], tuple[str, str]]
    context: Callable[[], dict[str, Any]] = dict

    def shell(self) -> str:
        """The page as nobody's, in the reader's language."""
        return render_to_string(self.template, self.context() | {"shell": True})

    def worker(self) -> str:
        """The script's version is the digest of what it keeps: another page or another look is another script."""
        page = self.shell()
        files = [static(name) for name in self.looks]
        version = sha256(" ".join([page, *files]).encode())[:16]
        told = {
            "version": version,
            "files": files,
            "kept": self.kept,
            "shell": reverse(self.shell_at),
            "page": reverse(self.page),
        }
        return render_to_string("desk/field_sw.js", told)

    def manifest(self) -> dict[str, Any]:
        at, (name, short) = reverse(self.page), self.names()
        plain = [
            {"src": reverse("desk:field_icon", args=[size]), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in SIZES
        ]
        return {
            "id": at, "start_url": at, "scope": at, "display": "standalone", "name": name, "short_name": short,
            "lang": language(), "background_color": "#fbfaf7", "theme_color": "#0b5d66",
            "icons": [*plain, *({**one, "purpose": "maskable"} for one in plain),
                      {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        }  # fmt: skip

    def worker_answer(self) -> HttpResponse:
        response = HttpResponse(self.worker(), content_type="text/javascript")
        response["Service-Worker-Allowed"] = reverse(self.page)
        return response

    def manifest_answer(self) -> HttpResponse:
        response = JsonResponse(self.manifest(), json_dumps_params={"ensure_ascii": False})
        response["Content-Type"] = "application/manifest+json"
        return response
