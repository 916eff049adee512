"""Settings from the environment: typed, documented, loud when wrong.

`RESONANZ_<NAME>` for each field; those marked secret also as `RESONANZ_<NAME>_FILE`, a file that
holds the value. In development and demo mode everything has a default; in production the fields
without one must be set.
"""

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from . import operator, setting_rules
from .errors import SettingsError
from .operator import Operator
from .operator import setting as _setting

Mode = Literal["development", "demo", "production"]
PREFIX = "RESONANZ_"
_DEVELOPMENT_KEY = "only-for-development-and-demo-never-in-production"
_MINIMUM_KEY = 32
_MOST_FACTOR = 10


@dataclass(frozen=True, slots=True)
class Settings(Operator):
    """All settings of the site; see each field's help (`resonanz settings` prints them)."""

    mode: Mode = _setting("development, demo or production.", "production")
    database_url: str = _setting(
        "sqlite:///path/to/file.db (relative) or sqlite:////absolute/file.db, or postgresql://….",
        "sqlite:///var/resonanz.db",
        secret=True,
    )
    redis_url: str = _setting(
        "redis://… where several machines share rate limits; empty counts in the database.",
        "",
        secret=True,
    )
    secret_key: str = _setting(
        "At least 32 random characters; all keys are derived from it. Losing it loses sealed data.",
        "",
        secret=True,
    )
    base_url: str = _setting(
        "The public address, without a slash at the end; mails and canonical links use it.",
        "http://localhost:8000",
    )
    allowed_hosts: tuple[str, ...] = _setting(
        "Comma-separated host names that may be asked for; empty: the host of base_url.", ()
    )
    trusted_proxies: tuple[str, ...] = _setting(
        "Comma-separated addresses of proxies whose X-Forwarded headers count.", ()
    )
    site_name: str = _setting("The name in titles and mails.", "Resonanz")
    data_dir: str = _setting("Folder for mails in development and working files.", "var")
    smtp_url: str = _setting(
        "smtp://user:password@host:587 (STARTTLS) or smtps://…:465; empty writes .eml files "
        "outside production.",
        "",
        secret=True,
    )
    mail_from: str = _setting("Sender of all mails.", "Resonanz <noreply@localhost>")
    contact_email: str = _setting("Where people and authorities reach the operator.", "")
    rate_limits: bool = _setting(
        "Whether rate limits count; can be off outside production only.", True
    )
    rate_limit_factor: float = _setting(
        "Multiplies every allowance; in production at most 10.", 1.0
    )
    holidays: str = _setting(
        "Public holidays of the operator's working days: a country code, or country-state "
        "such as DE-BE.",
        "DE",
    )
    solo_moderator: bool = _setting(
        "Whether complaints may be decided by the moderator who decided before, openly labelled; "
        "only for an operator who is alone (no guest reviewer either).",
        False,
    )
    still_disputed: Literal["ask_author", "moderator_decides"] = _setting(
        "What follows when an agency still disputes a contact after the author's answer: ask the "
        "author for more, or leave it to the moderator.",
        "ask_author",
    )
    workers: int = _setting("Server processes.", 1)
    log_level: Literal["debug", "info", "warning", "error"] = _setting(
        "Least severity logged.", "info"
    )

    @property
    def production(self) -> bool:
        """Whether strangers rely on this site."""
        return self.mode == "production"

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies carry the __Host- prefix and Secure."""
        return self.production or self.base_url.startswith("https://")


def from_environment(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read and check all settings; overrides (typed values) win.

    Raises SettingsError that names the variable and says how to mend it.
    """
    source = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    for item in dataclasses.fields(Settings):
        name = PREFIX + item.name.upper()
        if item.name in overrides:
            values[item.name] = overrides[item.name]
        elif (text := _read(source, name, secret=item.metadata["secret"])) is not None:
            values[item.name] = _convert(name, text, item.type)
    known = {PREFIX + f.name.upper() for f in dataclasses.fields(Settings)}
    known |= {n + "_FILE" for n in known}
    for name in source:
        if name.startswith(PREFIX) and name not in known:
            raise SettingsError(f"{name} is not a setting; see `resonanz settings`.")
    return _check(Settings(**values))


def _read(source: Mapping[str, str], name: str, *, secret: bool) -> str | None:
    path = source.get(name + "_FILE")
    if path and not secret:
        raise SettingsError(f"{name}_FILE: only secrets can be read from a file; set {name}.")
    if path:
        if name in source:
            raise SettingsError(f"{name} and {name}_FILE are both set; keep one.")
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(f"{name}_FILE: {path} cannot be read ({error.strerror}).") from None
        except UnicodeDecodeError:
            raise SettingsError(f"{name}_FILE: {path} is not text in UTF-8.") from None
    return source.get(name)


def _convert(name: str, text: str, kind: Any) -> Any:
    if get_origin(kind) is Literal:
        if text not in get_args(kind):
            raise SettingsError(f"{name}={text!r}: must be one of {', '.join(get_args(kind))}.")
        return text
    if kind is bool:
        if text.lower() not in {"1", "0", "true", "false", "yes", "no", "on", "off"}:
            raise SettingsError(f"{name}={text!r}: must be true or false.")
        return text.lower() in {"1", "true", "yes", "on"}
    if get_origin(kind) is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    try:
        return kind(text)
    except ValueError:
        noun = {int: "a whole number", float: "a number"}.get(kind, "valid")
        raise SettingsError(f"{name}={text!r}: must be {noun}.") from None


def _check(settings: Settings) -> Settings:
    for name, wrong in setting_rules.broken(settings):
        raise SettingsError(f"{PREFIX}{name}: {wrong}")
    if settings.production:
        _check_production(settings)
        return settings
    given: dict[str, Any] = {}
    if not settings.secret_key:
        given["secret_key"] = _DEVELOPMENT_KEY
    if settings.mode == "demo":
        given |= {k: v for k, v in operator.INVENTED.items() if not getattr(settings, k)}
    return dataclasses.replace(settings, **given)


def _check_production(settings: Settings) -> None:
    if len(settings.secret_key) < _MINIMUM_KEY or settings.secret_key == _DEVELOPMENT_KEY:
        raise SettingsError(
            f"RESONANZ_SECRET_KEY: in production at least {_MINIMUM_KEY} random characters, "
            "for example the output of `openssl rand -base64 48`."
        )
    if not settings.base_url.startswith("https://"):
        raise SettingsError("RESONANZ_BASE_URL: in production it must begin with https://.")
    if not settings.smtp_url:
        raise SettingsError("RESONANZ_SMTP_URL: in production mails must be sent; set it.")
    if settings.mail_from.rstrip(">").endswith("@localhost"):
        raise SettingsError("RESONANZ_MAIL_FROM: in production mails need a sender; set it.")
    if not settings.contact_email:
        raise SettingsError(
            "RESONANZ_CONTACT_EMAIL: in production a contact must be named (DSA Art. 11 and 12)."
        )
    if unfilled := [PREFIX + name.upper() for name in operator.unfilled(settings)]:
        raise SettingsError(
            f"{', '.join(unfilled)}: in production the legal pages must name this (none where "
            "there is nothing to name)."
        )
    if not settings.rate_limits:
        raise SettingsError("RESONANZ_RATE_LIMITS: limits cannot be lifted in production.")
    if settings.rate_limit_factor > _MOST_FACTOR:
        raise SettingsError(
            f"RESONANZ_RATE_LIMIT_FACTOR: in production at most {_MOST_FACTOR}; more would lift "
            "the limits."
        )


_current: Settings | None = None


def use(settings: Settings) -> None:
    """Install the settings of this process; done once at start."""
    global _current  # noqa: PLW0603
    _current = settings


def current() -> Settings:
    """The settings of this process; raises RuntimeError before `use`."""
    if _current is None:
        raise RuntimeError("The settings were not installed.")
    return _current
