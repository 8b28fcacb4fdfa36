"""The names by which django-allauth finds our pages of signing in. Its other addresses are not opened."""

from django.urls import path

from .views import account, second, signing

urlpatterns = [
    path("sign-in", signing.sign_in, name="account_login"),
    path("sign-out", signing.sign_out, name="account_logout"),
    path("sign-in/second", second.second, name="mfa_authenticate"),
    path("account", account.account, name="socialaccount_connections"),
]
