"""Every address of the house."""

from django.urls import include, path

from . import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("desk/", include("sangsuk.desk.urls")),
    path("desk/", include("sangsuk.desk.sign_in_urls")),
    path("api/v1/", include("sangsuk.api.urls")),
    path("", include("sangsuk.public.outside_urls")),
    path("", include("sangsuk.public.urls")),
]

handler400 = "sangsuk.public.views.failures.bad_request"
