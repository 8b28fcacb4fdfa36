"""Addresses of the data protection officer's desk, and of what everybody here tells her."""

from django.urls import URLPattern, path

from .views import privacy, privacy_breaches, privacy_disclosures, privacy_finding, privacy_record, privacy_requests


def paths() -> list[URLPattern]:
    at = "privacy"
    return [
        path(at, privacy.home, name="privacy"),
        path(f"{at}/keeping", privacy.keeping, name="keeping"),
        path(f"{at}/keeping/<int:pk>", privacy.decide, name="keeping_decide"),
        path(f"{at}/holds/<int:pk>/end", privacy.release, name="hold_end"),
        path(f"{at}/find", privacy_finding.find, name="find_person"),
        path(f"{at}/requests", privacy_requests.listed, name="requests"),
        path(f"{at}/requests/new", privacy_requests.new, name="request_new"),
        path(f"{at}/requests/<int:pk>", privacy_requests.one, name="request"),
        path(f"{at}/requests/<int:pk>/slip", privacy_requests.slip, name="request_slip"),
        path(f"{at}/requests/<int:pk>/copy.json", privacy_requests.copy, name="request_copy"),
        path(f"{at}/requests/<int:pk>/<slug:name>", privacy_requests.one, name="request_move"),
        path(f"{at}/breaches", privacy_breaches.listed, name="breaches"),
        path(f"{at}/breaches/new", privacy_breaches.new, name="breach_new"),
        path(f"{at}/breaches/<int:pk>", privacy_breaches.one, name="breach"),
        path(f"{at}/breaches/<int:pk>/notice", privacy_breaches.notice, name="breach_notice"),
        path(f"{at}/breaches/<int:pk>/<slug:name>", privacy_breaches.one, name="breach_move"),
        path(f"{at}/disclosures", privacy_disclosures.listed, name="disclosures"),
        path(f"{at}/disclosures/new", privacy_disclosures.new, name="disclosure_new"),
        path(f"{at}/disclosures/<int:pk>", privacy_disclosures.one, name="disclosure"),
        path(f"{at}/disclosures/<int:pk>/<slug:name>", privacy_disclosures.one, name="disclosure_move"),
        path(f"{at}/record", privacy_record.record, name="record"),
        path(f"{at}/record.<slug:form>", privacy_record.saved, name="record_saved"),
    ]
