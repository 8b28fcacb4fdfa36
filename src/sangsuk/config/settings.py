"""Settings, all from the environment; without any, the trial on this machine.

SANGSUK_HOME   where data, files and the secret lie (default: see config/home.py)
DATABASE_URL   an external PostgreSQL >= 15; without it the embedded one is used
PORT           the port to serve on (8000)

All of them stand in docs/operations.md.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, SELF

from . import database, headers, home, identity

BASE = Path(__file__).resolve().parent.parent
MODE = os.environ.get("SANGSUK_MODE", "trial")
HOME = home.folder()
SECRET_KEY = home.secret(HOME)
SECRET_KEY_FALLBACKS = list(filter(None, os.environ.get("SANGSUK_OLD_SECRETS", "").split(",")))
CASE_SECRET = os.environ.get("SANGSUK_CASE_SECRET", "") or [SECRET_KEY, *SECRET_KEY_FALLBACKS][-1]  # never changes
KEY_FILE = Path(os.environ.get("SANGSUK_KEY_FILE") or HOME / "keys.json")
KEY_COMMAND = os.environ.get("SANGSUK_KEY_COMMAND", "")
KEYS_LOOK_AGAIN_SECONDS = 60.0
LEDGER_KEYS = home.ledger_keys(HOME)
DEBUG = False
PORT = int(os.environ.get("PORT", "8000"))
SITE_URL = os.environ.get("SANGSUK_URL", f"http://127.0.0.1:{PORT}")
ALLOWED_HOSTS = os.environ.get("SANGSUK_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

ROOT_URLCONF = "sangsuk.config.urls"
WSGI_APPLICATION = "sangsuk.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False

ROOMS = [
    "common", "thai", "papers", "accounts", "places", "offices", "catalog", "notifications", "ledger", "routing", "deadlines",
    "cases", "stories", "outreach", "standards", "flagships", "learning", "orders", "insight", "privacy", "public", "desk", "api",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "procrastinate.contrib.django",
    *(f"sangsuk.{room}" for room in ROOMS),
    "sangsuk.config",
]
MIDDLEWARE = [
    "sangsuk.config.headers.headers",
    "sangsuk.config.watch.watch",
    "django.middleware.security.SecurityMiddleware",
    "sangsuk.config.files_door.files_door",
    "sangsuk.api.door.short_way",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sangsuk.config.middleware.sessions_end",
    "sangsuk.config.middleware.language",
    "sangsuk.config.middleware.wrong_method",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "config" / "templates", *sorted(BASE.glob("*/*/templates"))],  # the wings of the faces
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sangsuk.common.faces.nonce",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "sangsuk.common.templatetags.words"],
        },
    }
]

DATABASES = {"default": database.settings(os.environ.get("DATABASE_URL", ""), home=HOME)}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["sangsuk.accounts.backends.StaffPasswords"]
LOGIN_URL = "/desk/sign-in"
LOGIN_REDIRECT_URL = "/desk/"
# Sign-in is django-allauth's, by our own pages and addresses (ADR 12): nobody signs up, changes an address or joins an
# outside account unless a page of ours offers it; tries are counted in the database by us, for all processes together.
ACCOUNT_ADAPTER = "sangsuk.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_LOGIN_TIMEOUT = 600
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "sangsuk.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_URL.startswith("https")
SOCIALACCOUNT_ADAPTER = "sangsuk.accounts.outside.OutsideAdapter"
SOCIALACCOUNT_PROVIDERS = identity.providers(MODE, os.environ, site=SITE_URL)
SOCIALACCOUNT_EMAIL_REQUIRED = SOCIALACCOUNT_QUERY_EMAIL = False
MOCK_SIGN_IN = identity.mocked(MODE, os.environ, site=SITE_URL)
SOCIALACCOUNT_LOGIN_ON_GET = SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_STORE_TOKENS = False
SESSION_ENGINE = "sangsuk.accounts.sessions"
SESSION_COOKIE_AGE = SESSION_MOST_SECONDS = 12 * 3600
SESSION_IDLE_SECONDS = 3600
IS_TRIAL = MODE in ("trial", "test")
SECOND_FACTOR_REQUIRED = not IS_TRIAL  # no setting of its own: what is not a trial asks for it
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sangsuk.accounts.passwords.NotAboutHerself"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENCRYPTED = SITE_URL.startswith("https")
_HOST = "__Host-" if ENCRYPTED else ""  # browsers then take it from this host only, encrypted, for the whole of it
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_HOST}sessionid", f"{_HOST}csrftoken"
LANGUAGE_COOKIE_NAME, KEYS_COOKIE_NAME = f"{_HOST}lang", f"{_HOST}keys"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"  # Strict would lose links in letters
CSRF_COOKIE_AGE = 30 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if ENCRYPTED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENCRYPTED
SECURE_HSTS_PRELOAD = os.environ.get("SANGSUK_HSTS_PRELOAD") == "1"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "sangsuk.public.views.failures.csrf_failure"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [HOME / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder", "sangsuk.common.look.LookFinder"]
MEDIA_ROOT = HOME / "files"
CLAMAV = os.environ.get("SANGSUK_CLAMAV", "")  # host:port or the path of a socket; files wait until it found them clean
FILES_URL = os.environ.get("SANGSUK_FILES_URL", "").rstrip("/")  # a host name of its own for papers, if there is one
if FILES_URL:
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, urlsplit(FILES_URL).hostname or ""]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
PAPER_FONTS = Path(os.environ.get("SANGSUK_FONTS") or HOME / "fonts")
PAPER_EMBLEM = os.environ.get("SANGSUK_EMBLEM", "")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["sangsuk.common.uploads.BoundedHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"], "script-src": [NONCE], "style-src": [SELF], "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF], "connect-src": [SELF], "manifest-src": [SELF], "media-src": [SELF], "worker-src": [SELF], "form-action": [SELF],
        "base-uri": ["'none'"], "frame-ancestors": ["'none'"], "object-src": ["'none'"],
        "require-trusted-types-for": ["'script'"], "trusted-types": ["default"],
        "report-uri": [headers.REPORTS], "report-to": "csp",
    }
}  # fmt: skip

EMAIL_URL = os.environ.get("EMAIL_URL", "")
WEBHOOK_NETWORKS = os.environ.get("SANGSUK_WEBHOOK_NETWORKS", "").split()  # inner networks that may be posted to
WEBHOOK_CA = os.environ.get("SANGSUK_WEBHOOK_CA", "")
WEBHOOK_PORTS = (443, 8443)
DEFAULT_FROM_EMAIL = os.environ.get("SANGSUK_FROM", "sangsuk@localhost")
DEFAULT_EXCEPTION_REPORTER = "sangsuk.common.logs.Report"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "sangsuk.common.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.template": {
            "level": "INFO"
        },  # below that it writes whole contexts, and so does the next with statements
        "django.db.backends": {"level": "INFO"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners; their 400 is answer enough
        "django.request": {"level": "ERROR"},  # what was refused is told by sangsuk.security, without its address
        "sangsuk.security": {"level": "INFO"},
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("SANGSUK_LOG", "WARNING")},
}
REMEMBER_SECONDS = 10
TELL_LEAST_SECONDS = 6  # three steps in less are a program's

if MODE == "test":
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    WHITENOISE_USE_FINDERS = True
    REMEMBER_SECONDS = TELL_LEAST_SECONDS = 0
    KEYS_LOOK_AGAIN_SECONDS = float("inf")
