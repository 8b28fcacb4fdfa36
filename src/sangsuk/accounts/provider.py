"""The providers that django-allauth finds here: it looks for a module of this name."""

from typing import Any

from . import line, thaid
from .citizens import Given
from .outside import OpenIDAdapter, OpenIDProvider


class ThaIDAdapter(OpenIDAdapter):
    provider_id = thaid.ID


class ThaIDProvider(OpenIDProvider):
    id, name = thaid.ID, "ThaID"
    oauth2_adapter_class = ThaIDAdapter
    algorithms, scopes = thaid.ALGORITHMS, thaid.SCOPES

    def given(self, claims: dict[str, Any], *, kind: str) -> Given:
        return thaid.given(claims, least_ial=self.app.settings["least_ial"], kind=kind)


class LineAdapter(OpenIDAdapter):
    provider_id = line.ID


class LineProvider(OpenIDProvider):
    id, name = line.ID, "LINE"
    oauth2_adapter_class = LineAdapter
    algorithms, scopes = line.ALGORITHMS, line.SCOPES

    def given(self, claims: dict[str, Any], *, kind: str) -> Given:
        return line.given(claims)


provider_classes = [ThaIDProvider, LineProvider]
