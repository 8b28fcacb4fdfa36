"""Addresses of what the author says of a change, of a story that becomes a case, of invitations and certificates."""

from django.urls import URLPattern, path

from .views import answers


def hers() -> list[URLPattern]:
    """Under the author's own page; before its moves, which take any one word."""
    at = "stories/mine/<str:code>/<str:key>"
    return [
        path(f"{at}/pledges/<int:no>/<slug:name>", answers.happened, name="my_pledge"),
        path(f"{at}/proofs/<int:file_id>", answers.proof, name="my_proof"),
        path(f"{at}/case", answers.become_case, name="story_becomes_case"),
    ]


def everybodys() -> list[URLPattern]:
    return [
        path("certificates/<str:code>", answers.certificate, name="certificate"),
        path("stories/<str:code>/proofs/<int:file_id>", answers.photograph, name="story_proof"),
        path("track/<str:number>/<str:key>/story/begin", answers.invite, name="case_invites"),
    ]
