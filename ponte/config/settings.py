"""Settings. Everything an office may change comes from the environment (docs/operate/configure.md)."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.management.utils import get_random_secret_key
from environs import Env

from ponte.config import content_policy

env = Env(prefix="PONTE_")
BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# A demo office has invented people anybody may sign in as; production never has it.
DEMO = env.bool("DEMO", False)
DEBUG = env.bool("DEBUG", False)
PORT = Env().int("PORT", 8000)
HOST = env.str("HOST", "127.0.0.1")
WORKERS = env.int("WORKERS", 2)
THREADS = 4  # of each web process: each keeps a connection to the database
URL = env.str("URL", f"http://localhost:{PORT}").rstrip("/")
_url = urlsplit(URL)
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SECURE = _url.scheme == "https"
if DEMO and SECURE:
    raise RuntimeError("PONTE_DEMO lets anybody sign in. It cannot be used with an https PONTE_URL.")


def kept_secret() -> str:
    """The signing key of an installation that was given none: made once, readable by its owner only."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret()
SECRET_KEY_FALLBACKS: list[str] = env.list("OLD_SECRET_KEYS", [])
ALLOWED_HOSTS = [_url.hostname or "localhost", *LOOPBACK]
CSRF_TRUSTED_ORIGINS = [URL]

INSTALLED_APPS = [
    "ponte.convene",
    "ponte.fund",
    "ponte.plan",
    "ponte.map",
    "ponte.ask",
    "ponte.accounts",
    "ponte.core",
    "rules",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "ponte.core.request_log.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ponte.core.api.languages.LanguageOfPages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "ponte.accounts.middleware.PrivateAnswers",
    "allauth.account.middleware.AccountMiddleware",
    "ponte.core.elsewhere.LeadOn",
]

ROOT_URLCONF = "ponte.config.urls"
WSGI_APPLICATION = "ponte.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'ponte.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        # Writers queue up at BEGIN instead of failing when they upgrade a read lock.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;",
    }
else:
    _database["CONN_MAX_AGE"] = 300
    _database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits against guessing count in here, so all processes must share it: a table unless PONTE_CACHE_URL says.
CACHES = {"default": env.dj_cache_url("CACHE_URL", "db://ponte_cache")}

# Public pages kept ready in the memory of each web process; 0 keeps none.
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MB", 32) * 1_000_000

# Without a mail server every mail is a file under var/mail.
MAIL_DIR = VAR_DIR / "mail"
EMAIL_BACKEND = "ponte.core.outbox.folder.EmailBackend"
if env.str("EMAIL_URL", ""):
    _mail = env.dj_email_url("EMAIL_URL")
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", f"ponte@{_url.hostname}")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("it", "Italiano"),
    ("fr", "Français"),
    ("es", "Español"),
    ("uk", "Українська"),
    ("ar", "العربية"),
]
LANGUAGES_BIDI = ["ar"]
LOCALE_PATHS = [BASE_DIR / "ponte" / "locale"]
LANGUAGE_COOKIE_NAME = "ponte_language"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["ponte.config.formats"]
TIME_ZONE = env.str("TIME_ZONE", "Europe/Rome")

# One JSON object a line where machines read it (https); lines for people, and only warnings, elsewhere.
_json_logs = env.str("LOG_FORMAT", "json" if SECURE else "text") == "json"
LOGGING_CONFIG = "ponte.core.logs.configure"
LOGGING = {"json": _json_logs, "level": env.str("LOG_LEVEL", "INFO" if _json_logs else "WARNING")}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ponte.core.storage.Static"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "core:desk"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = SECURE and env.bool("SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
X_FRAME_OPTIONS = "DENY"
MAP_TILES = content_policy.map_tiles(env)
CONTENT_SECURITY_POLICY = content_policy.policy(MAP_TILES)

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# Who knows this code may open an empty installation; without one, whoever comes first may.
SETUP_CODE = env.str("SETUP_CODE", "")

ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", 1 if SECURE_PROXY_SSL_HEADER else 0)
ACCOUNT_ADAPTER = "ponte.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "homepage"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _url.scheme
ACCOUNT_LOGOUT_REDIRECT_URL = "core:home"
ACCOUNT_FORMS = {
    "login": "ponte.accounts.forms.sign_in.LoginForm",
    "signup": "ponte.accounts.forms.sign_in.SignUpForm",
    "change_email": "ponte.accounts.forms.sign_in.ChangeEmailForm",
    "change_password": "ponte.accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "ponte.accounts.forms.sign_in.SetPasswordForm",
    "reset_password": "ponte.accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "ponte.accounts.forms.sign_in.ResetPasswordKeyForm",
    "reauthenticate": "ponte.accounts.forms.sign_in.ReauthenticateForm",
    "request_login_code": "ponte.accounts.forms.sign_in.RequestLoginCodeForm",
    "confirm_login_code": "ponte.accounts.forms.sign_in.ConfirmLoginCodeForm",
}
ACCOUNT_RATE_LIMITS = {
    "start": "10/600s/ip",
    "invitation": "20/600s/ip",
    "listed": "60/600s/ip",
    "guest": "3000/600s/ip",  # a hall of two hundred telephones has one address
    "check_in": "1000/600s/ip",
    "meeting_register": "300/3600s/ip",
    "newsletter": "20/3600s/ip",
    "correction": "20/3600s/ip",
    "message": "10/3600s/ip",
    "data_request": "10/3600s/ip",
    "signup": "20/600s/ip",
    "register": "10/3600s/user",
    "claim": "20/3600s/user",
    "claim_code": "5/600s/user,20/600s/ip,60/3600s/key",
    "login_failed": "10/m/ip,5/300s/key",
}

# Requests a minute to the API: by who has no token (each address), and by each token.
API_LIMITS = {
    "address": env.int("API_LIMIT", 120),
    "token": env.int("API_TOKEN_LIMIT", 600),
}

MFA_ADAPTER = "ponte.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "ponte.accounts.forms.sign_in.AuthenticateForm",
    "reauthenticate": "ponte.accounts.forms.sign_in.ReauthenticateSecondFactorForm",
    "activate_totp": "ponte.accounts.forms.sign_in.ActivateForm",
    "add_webauthn": "ponte.accounts.forms.sign_in.AddPasskeyForm",
    "edit_webauthn": "ponte.accounts.forms.sign_in.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # browsers themselves allow it on localhost only

# Identity servers of the office's organisation: [{"id", "name", "server", "client_id", "secret"}].
OIDC = env.json("OIDC", [])
SOCIALACCOUNT_ADAPTER = "ponte.accounts.adapters.IdentityServerAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": server["id"],
                "name": server["name"],
                "client_id": server["client_id"],
                "secret": server["secret"],
                "settings": {"server_url": server["server"]},
            }
            for server in OIDC
        ],
    }
}
