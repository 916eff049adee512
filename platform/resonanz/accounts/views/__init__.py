"""What the templates of accounts receive."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import LANGUAGES, LazyText, format_moment, lazy
from resonanz.kernel.i18n import gettext as _

from ..domain import Role, session_limits, shortest_password
from ..queries.sessions import ListedSession
from ..service.sessions import SignedIn
from ..service.shortcuts import Shortcut

_LANGUAGE_NAMES = {"de": "Deutsch", "en": "English", "es": "Español"}


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What the page behind a mailed link says before its button is pressed."""

    title: LazyText
    text: LazyText
    button: LazyText


_LINK_PAGES: dict[str, LinkPage] = {}


def add_link_page(purpose: str, title: LazyText, text: LazyText, button: LazyText) -> None:
    """Word the page of a purpose; upper subjects do so for links of theirs."""
    _LINK_PAGES[purpose] = LinkPage(title, text, button)


def link_page(purpose: str) -> LinkPage:
    """The words for a purpose; those of signing in where it has none of its own."""
    return _LINK_PAGES.get(purpose, _LINK_PAGES["sign_in"])


add_link_page(
    "sign_in",
    lazy("Fast geschafft"),
    lazy("Ein Klick noch, dann ist Ihre Adresse bestätigt und Sie sind angemeldet."),
    lazy("Anmelden und bestätigen"),
)
add_link_page(
    "review",
    lazy("Bewertung bestätigen"),
    lazy("Ein Klick noch, dann ist Ihre Adresse bestätigt und wir prüfen Ihre Bewertung."),
    lazy("Anmelden und bestätigen"),
)
add_link_page(
    "invitation",
    lazy("Willkommen in der Moderation"),
    lazy("Nach dem Anmelden wählen Sie ein Passwort und richten den zweiten Faktor ein."),
    lazy("Einladung annehmen"),
)
add_link_page(
    "email_change",
    lazy("Neue Adresse bestätigen"),
    lazy("Ein Klick noch, dann gehört diese Adresse zu Ihrem Konto."),
    lazy("Adresse bestätigen"),
)


@dataclass(frozen=True, slots=True)
class FormView:
    """A form as it was typed, with what is wrong; `next` is where it leads."""

    next: str = ""
    email: str = ""
    way: str = ""
    errors: FieldErrors = field(default_factory=FieldErrors)


@dataclass(frozen=True, slots=True)
class SignInView:
    """Signing in; `passkey` is what the browser asks a passkey for, as JSON."""

    form: FormView
    passkey: str


@dataclass(frozen=True, slots=True)
class CodeView:
    """The second factor: a passkey (`passkey` as above, "" without one), or a code."""

    next: str
    passkey: str
    by_app: bool
    errors: FieldErrors = field(default_factory=FieldErrors)


@dataclass(frozen=True, slots=True)
class SentView:
    """After a mail went out: the same for everybody; `mailbox` is where the demo shows it."""

    mailbox: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """The button page of a mailed link."""

    token: str
    email: str
    text: str
    button: str


@dataclass(frozen=True, slots=True)
class AgainView:
    """Proving anew who is there; `passkey` is as in `CodeView`."""

    next: str
    by_password: bool
    by_code: bool
    by_app: bool
    passkey: str
    errors: FieldErrors = field(default_factory=FieldErrors)


@dataclass(frozen=True, slots=True)
class NewPasswordView:
    """Choosing a password; `action` is the form's path, `email` helps password managers."""

    action: str
    email: str
    shortest: int
    next: str = ""
    has_password: bool = False
    removable: bool = False
    errors: FieldErrors = field(default_factory=FieldErrors)


@dataclass(frozen=True, slots=True)
class RecoveryCodesView:
    """New recovery codes, shown once."""

    codes: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """A line of the list of sessions."""

    public_id: str
    device: str
    seen: str
    created: str
    current: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    """The account at a glance."""

    email: str
    has_password: bool
    has_second_factor: bool
    roles: tuple[str, ...]
    language: str
    languages: tuple[tuple[str, str], ...]
    sessions: tuple[SessionView, ...]
    idle_days: int
    shortcuts: tuple[tuple[str, str], ...]


_ROLE_NAMES: dict[Role, LazyText] = {
    "moderator": lazy("Moderation"),
    "admin": lazy("Verwaltung"),
}


def account_view(
    account: SignedIn, listed: list[ListedSession], shortcuts: Sequence[Shortcut] = ()
) -> AccountView:
    """The overview page."""
    return AccountView(
        email=account.email,
        has_password=account.has_password,
        has_second_factor=account.has_second_factor,
        roles=tuple(str(_ROLE_NAMES[role]) for role in sorted(account.roles)),
        language=account.language,
        languages=tuple((code, _LANGUAGE_NAMES[code]) for code in LANGUAGES),
        sessions=tuple(
            SessionView(
                public_id=one.public_id,
                device=one.device or _("Unbekanntes Gerät"),
                seen=format_moment(one.seen_at),
                created=format_moment(one.created_at),
                current=one.public_id == account.session_public_id,
            )
            for one in listed
        ),
        idle_days=session_limits(account.roles).idle.days,
        shortcuts=tuple((str(one.label), one.path) for one in shortcuts),
    )


def new_password_view(
    account: SignedIn, next_path: str, errors: FieldErrors | None = None
) -> NewPasswordView:
    """Choosing a password while signed in."""
    return NewPasswordView(
        action="/account/password",
        email=account.email,
        shortest=shortest_password(second_factor=account.has_second_factor),
        next=next_path,
        has_password=account.has_password,
        removable=account.has_password and not account.staff,
        errors=errors or FieldErrors(),
    )
