"""Addresses of this wing."""

from django.urls import URLPattern, path

from .views import assess, forms, home, results, steps


def paths() -> list[URLPattern]:
    return [
        path("standards", home.home, name="standards"),
        path("standards/begin", home.begin, name="standard_begin"),
        path("standards/coverage", home.coverage, name="standard_coverage"),
        path("standards/survey", results.survey, name="standard_survey"),
        path("standards/survey/poster.pdf", results.poster, name="standard_poster"),
        path("standards/conduct", results.conduct, name="standard_conduct"),
        path("standards/forms", forms.listed, name="standard_forms"),
        path("standards/forms/new", forms.new, name="standard_form_new"),
        path("standards/forms/import", forms.bring, name="standard_form_import"),
        path("standards/forms/<slug:edition>", forms.one, name="standard_form"),
        path("standards/forms/<slug:edition>/form.csv", forms.csv, name="standard_form_csv"),
        path("standards/forms/<slug:edition>/copy", forms.copy, name="standard_form_copy"),
        path("standards/forms/<slug:edition>/version", forms.version, name="standard_form_version"),
        path("standards/forms/<slug:edition>/release", forms.release, name="standard_form_release"),
        path("standards/forms/<slug:edition>/facts", forms.facts, name="standard_form_facts"),
        path("standards/forms/<slug:edition>/section", forms.section, name="standard_section_new"),
        path("standards/forms/<slug:edition>/section/<int:no>", forms.section, name="standard_section"),
        path(
            "standards/forms/<slug:edition>/section/<int:no>/criterion", forms.criterion, name="standard_criterion_new"
        ),
        path(
            "standards/forms/<slug:edition>/section/<int:no>/criterion/<slug:code>",
            forms.criterion,
            name="standard_criterion",
        ),
        path("standards/<int:pk>", assess.one, name="standard"),
        path("standards/<int:pk>/sections/<int:no>", assess.section, name="standard_fill"),
        path("standards/<int:pk>/files/<int:file_id>", assess.file, name="standard_file"),
        path("standards/<int:pk>/moves/<slug:name>", steps.move, name="standard_move"),
        path("standards/<int:pk>/object", steps.object_to, name="standard_object"),
        path("standards/<int:pk>/decide", steps.decide, name="standard_decide"),
        path("standards/<int:pk>/certificate", steps.certify, name="standard_certify"),
        path("standards/<int:pk>/certificate.pdf", steps.certificate_pdf, name="standard_certificate"),
        path("standards/<int:pk>/certificate/revoke", steps.revoke, name="standard_revoke"),
    ]
