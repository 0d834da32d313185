"""Nothing is decided here; everything is plugged in here. All values: docs/reference/settings.md."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.environment import Environment
from staffelstab.web.project.database import database_from
from staffelstab.web.project.secret import secret_key_in

environment = Environment("STAFFELSTAB_")

WEB_DIR = Path(__file__).resolve().parent.parent
REPOSITORY_DIR = WEB_DIR.parent.parent.parent
DATA_DIR = environment.folder("DATA_DIR", REPOSITORY_DIR / "var")
NODE_MODULES_DIR = environment.folder("NODE_MODULES_DIR", REPOSITORY_DIR / "node_modules")
PUBLIC_ADDRESS = environment.text("PUBLIC_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
HTTPS = urlsplit(PUBLIC_ADDRESS).scheme == "https"
BEHIND_PROXY = environment.flag("BEHIND_PROXY", False)

DEBUG = environment.flag("DEBUG", False)
SECRET_KEY = environment.text("SECRET_KEY", "") or secret_key_in(DATA_DIR)
ALLOWED_HOSTS = sorted({urlsplit(PUBLIC_ADDRESS).hostname or "", "127.0.0.1", "localhost"} - {""})
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
ROOT_URLCONF = "staffelstab.web.project.urls"
WSGI_APPLICATION = "staffelstab.web.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database_from(environment.text("DATABASE_URL", ""), DATA_DIR)}

OPTIONAL_ROOMS = ("demo", "desk", "evaluations", "concepts", "surveys", "intake", "offers", "funding")
ROOMS = (*OPTIONAL_ROOMS, "documents", "alliances", "accounts", "notices", "journal", "kit")
INSTALLED_APPS = [
    *(f"staffelstab.web.{room}" for room in ROOMS if (WEB_DIR / room / "apps.py").exists()),
    "staffelstab.web.project",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_scopes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "staffelstab.web.kit.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "staffelstab.web.kit.readonly.ReadOnlyGetMiddleware",
    "staffelstab.web.alliances.middleware.AllianceMiddleware",
    "staffelstab.web.alliances.middleware.LinkTaskMiddleware",
    "staffelstab.web.alliances.middleware.PublicPageMiddleware",
    "staffelstab.web.kit.wrong_method.WrongMethodMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Language and time
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [WEB_DIR / "locale", WEB_DIR / "project" / "formal"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# Accounts. One guard against guessing: the rate limits of allauth, because they also cover the second
# factor, password reset and re-authentication; the counters lie in a cache that all processes share.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "function", "organisation_label")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "alliances:home"
ACCOUNT_ADAPTER = "staffelstab.web.project.account_adapter.ClosedDoorAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Staffelstab: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
PROXIES = environment.whole_number("PROXIES", 1)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES if BEHIND_PROXY else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Staffelstab"
MFA_TOTP_TOLERANCE = 1
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DATA_DIR / "cache"),
    }
}

# Letters
EMAIL_BACKEND = (
    f"django.core.mail.backends.{environment.choice('MAIL', 'console', ('console', 'smtp'))}.EmailBackend"
)
EMAIL_HOST = environment.text("MAIL_HOST", "localhost")
EMAIL_PORT = environment.whole_number("MAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("MAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("MAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("MAIL_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "staffelstab@localhost")

# Static files: straight from the packages, or collected and fingerprinted for operation
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [("kern", NODE_MODULES_DIR / "@kern-ux" / "native" / "dist")]
STATIC_IS_COLLECTED = environment.flag("STATIC_IS_COLLECTED", False)
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not STATIC_IS_COLLECTED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_IS_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Walls around the browser
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {
        "handlers": ["console"],
        "level": environment.choice("LOG_LEVEL", "WARNING", ("INFO", "WARNING", "ERROR")),
    },
}
