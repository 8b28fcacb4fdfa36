"""Signing in as a citizen in tests, by the pretended providers and without a network: what our server asks of them is
asked of the same house by the test's client, what the browser does the test does."""

import contextlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.test import Client
from requests.adapters import BaseAdapter


class House(BaseAdapter):
    """Our own house, as another server would find it. `asked` are the addresses that were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def send(self, request: Any, **more: Any) -> requests.Response:
        self.asked.append(request.url)
        path = urlsplit(request.url).path
        headers = {name: value for name, value in request.headers.items() if name == "Authorization"}
        if request.method == "POST":
            kind = request.headers["Content-Type"]
            answer = Client().post(path, data=request.body, content_type=kind, headers=headers)
        else:
            answer = Client().get(path, headers=headers)
        found = requests.Response()
        found.status_code, found._content, found.url = answer.status_code, answer.content, request.url
        found.headers["content-type"] = answer["Content-Type"]
        found.request = request
        return found

    def close(self) -> None: ...


@contextlib.contextmanager
def reached(adapter: BaseAdapter) -> Iterator[None]:
    """Whatever our server asks of others goes to this adapter."""
    from sangsuk.accounts import openid

    def session(self: Any) -> requests.Session:
        found = requests.Session()
        found.mount("http://", adapter)
        found.mount("https://", adapter)
        return found

    usual = DefaultSocialAccountAdapter.get_requests_session
    DefaultSocialAccountAdapter.get_requests_session = session
    openid.forget()
    try:
        yield
    finally:
        DefaultSocialAccountAdapter.get_requests_session = usual
        openid.forget()


def set_out(client: Client, provider: str = "thaid", **more: str) -> str:
    """Her press on our page; gives the address at the provider."""
    answer = client.post(f"/me/sign-in/{provider}", more)
    assert answer.status_code == 200, answer
    return str(answer.context["address"])


def chosen(client: Client, address: str, who: str) -> str:
    """At the provider; gives the address to which it sends her back."""
    at = urlsplit(address)
    assert client.get(f"{at.path}?{at.query}").status_code == 200
    answer = client.post(f"{at.path}?{at.query}", {"who": who})
    assert answer.status_code == 302
    return str(answer["Location"])


def sign_in(client: Client, who: str = "bunma", provider: str = "thaid", **more: str) -> Any:
    """The whole way; gives the answer of the page that she comes back to."""
    with reached(House()):
        back = urlsplit(chosen(client, set_out(client, provider, **more), who))
        return client.get(f"{back.path}?{back.query}")


def asked(address: str) -> dict[str, str]:
    """What stands in the address of a request."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
