"""The names by which django-allauth finds where ThaID and LINE send her back to; and the pretended ones."""

from django.urls import path

from .views import me_signing, mock

urlpatterns = [
    path("me/back/thaid", me_signing.back, {"provider": "thaid"}, name="thaid_callback"),
    path("me/back/line", me_signing.back, {"provider": "line"}, name="line_callback"),
    path("mock/<slug:provider>/.well-known/openid-configuration", mock.published),
    path("mock/<slug:provider>/keys", mock.keys),
    path("mock/<slug:provider>/auth", mock.choose),
    path("mock/<slug:provider>/token", mock.token),
]
