"""Addresses of this wing. That of the survey is short, because it hangs on walls; see `standards.posters.PATH`."""

from django.urls import URLPattern, path

from .views import offices, survey


def paths() -> list[URLPattern]:
    return [
        path("r/<slug:code>", survey.ask, name="survey"),
        path("r/<slug:code>/thanks", survey.thanks, name="survey_thanks"),
        path("standards", offices.country, name="standards"),
        path("standards/certificates/<str:code>", offices.certificate, name="standard_certificate"),
        path("standards/in/<slug:province_code>", offices.province, name="standard_province"),
        path("standards/office/<slug:code>", offices.one, name="standard_office"),
    ]
