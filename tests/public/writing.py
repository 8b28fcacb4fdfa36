"""Short ways through the five steps of a story, as a browser without JavaScript takes them."""

from typing import Any

from django.test import Client

from storytelling import TEXT

YOU = {"use_publish": "on", "pen_name": "ยายคำ"}


def begun(client: Client, **more: str) -> str:
    """Opens the page of a poster; gives the address of the draft to come."""
    answer = client.get("/stories/write", {"office": "5001", **more})
    assert answer.status_code == 200, answer.content.decode()
    return f"/stories/write/{answer.context['token']}"


def told(client: Client, campaign: str = "", **changes: Any) -> str:
    """Steps 1 and 2."""
    draft = begun(client, campaign=campaign)
    given = {"office": "5001", "campaign": campaign, "text": TEXT, "tone": "positive"} | changes
    answer = client.post(f"{draft}/text", given)
    assert answer.status_code == 302, answer.content.decode()
    return draft


def ready(
    client: Client, about: dict[str, str] | None = None, you: dict[str, str] | None = None, **changes: Any
) -> str:
    """All but the last press."""
    draft = told(client, **changes)
    for step, given in (("about", about or {}), ("you", YOU if you is None else you)):
        answer = client.post(f"{draft}/{step}", given)
        assert answer.status_code == 302, answer.content.decode()
    return draft


def sent(client: Client, **changes: Any) -> tuple[str, str]:
    """Number and key."""
    draft = ready(client, **changes)
    answer = client.post(f"{draft}/review")
    assert answer.status_code == 302, answer.content.decode()
    slip = client.get(answer["Location"])
    return slip.context["story"].code, slip.context["key"]


def mine(client: Client, **changes: Any) -> str:
    """The address of one's own story."""
    code, key = sent(client, **changes)
    return f"/stories/mine/{code}/{key}"
