"""Addresses of one's own account, of coming for the first time, and of those who keep accounts."""

from django.urls import URLPattern, path

from .views import account, confirm, elevation, factors, joining, people, people_bulk, thaid


def paths() -> list[URLPattern]:
    return [
        path("join/<str:token>", joining.join, name="join"),
        path("account", account.account, name="account"),
        path("account/confirm", confirm.confirm, name="confirm"),
        path("account/password", account.password, name="password"),
        path("account/office", account.act_for, name="act_for"),
        path("account/sessions/end-others", account.end_others, name="end_others"),
        path("account/sessions/<slug:name>/end", account.end_session, name="end_session"),
        path("account/tokens", account.issue_token, name="issue_token"),
        path("account/tokens/<int:token_id>/end", account.end_token, name="end_token"),
        path("sign-in/thaid", thaid.come, name="sign_in_thaid"),
        path("account/thaid", thaid.join, name="thaid_join"),
        path("account/thaid/joined", thaid.joined, name="thaid_joined"),
        path("account/thaid/part", thaid.part, name="thaid_part"),
        path("account/factors", factors.index, name="factors"),
        path("account/factors/app", factors.app, name="factor_app"),
        path("account/factors/passkey", factors.passkey, name="factor_passkey"),
        path("account/factors/codes", factors.codes, name="recovery_codes"),
        path("account/factors/<int:factor_id>/remove", factors.remove, name="factor_remove"),
        path("account/power", elevation.elevate, name="elevate"),
        path("account/power/off", elevation.lower, name="lower"),
        path("elevations", elevation.listed, name="elevations"),
        path("people", people.listed, name="people"),
        path("people/new", people.new, name="person_new"),
        path("people/bulk", people_bulk.bulk, name="people_bulk"),
        path("people/bulk/template.xlsx", people_bulk.template, name="people_template"),
        path("people/<int:user_id>", people.one, name="person"),
        path("people/<int:user_id>/<slug:deed>", people.change, name="person_change"),
    ]
