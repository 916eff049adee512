"""The pages of the second factor: passkeys, an app for codes, recovery codes."""

from dataclasses import dataclass, field

import segno
from markupsafe import Markup

from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import format_day, format_moment
from resonanz.kernel.i18n import gettext as _

from ..queries.passkeys import PasskeyRow
from ..service.second_factor import Offer
from ..service.sessions import SignedIn


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """A passkey in the list."""

    public_id: str
    name: str
    created: str
    used: str


@dataclass(frozen=True, slots=True)
class AppOffer:
    """A secret to be scanned by an app for codes; `sealed` travels through the form."""

    qr: Markup
    secret: str
    sealed: str


@dataclass(frozen=True, slots=True)
class SecondFactorView:
    """What is set up, and what can be: passkeys, an app for codes (`offer` is None with one).

    `adding` is what the browser makes a passkey of, as JSON. `removable` is whether the app may go.
    """

    enrolled: bool
    required: bool
    codes_left: int
    passkeys: tuple[PasskeyLine, ...]
    adding: str
    offer: AppOffer | None
    removable: bool
    asks_password: bool
    next: str = ""
    name: str = ""
    errors: FieldErrors = field(default_factory=FieldErrors)


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """One passkey, to be named or removed."""

    passkey: PasskeyLine
    name: str
    removable: bool
    asks_password: bool
    errors: FieldErrors = field(default_factory=FieldErrors)


def second_factor_view(
    account: SignedIn,
    codes_left: int,
    passkeys: list[PasskeyRow],
    adding: str,
    offer: Offer | None,
    next_path: str = "",
    name: str = "",
    errors: FieldErrors | None = None,
) -> SecondFactorView:
    """What is set up, and an offer for each kind of factor that can be added."""
    last = not passkeys
    return SecondFactorView(
        enrolled=account.has_second_factor,
        required=account.needs_second_factor,
        codes_left=codes_left,
        passkeys=tuple(passkey_line(one) for one in passkeys),
        adding=adding,
        offer=_app_offer(offer) if offer else None,
        removable=not (last and account.needs_second_factor),
        asks_password=last and account.has_password,
        next=next_path,
        name=name,
        errors=errors or FieldErrors(),
    )


def passkey_view(
    account: SignedIn, passkeys: list[PasskeyRow], passkey: PasskeyRow, fields: Fields | None = None
) -> PasskeyView:
    """One passkey of those an account has."""
    last = len(passkeys) == 1 and not account.has_totp
    return PasskeyView(
        passkey=passkey_line(passkey),
        name=fields.raw("name") if fields and "name" in fields.errors else passkey.name,
        removable=not (last and account.needs_second_factor),
        asks_password=last and account.has_password,
        errors=fields.errors if fields else FieldErrors(),
    )


def passkey_line(passkey: PasskeyRow) -> PasskeyLine:
    """A passkey in words."""
    return PasskeyLine(
        public_id=passkey.public_id,
        name=passkey.name,
        created=format_day(site_day(passkey.created_at)),
        used=format_moment(passkey.last_used_at) if passkey.last_used_at else "",
    )


def _app_offer(offer: Offer) -> AppOffer:
    groups = [offer.secret[start : start + 4] for start in range(0, len(offer.secret), 4)]
    return AppOffer(_qr(offer.uri), " ".join(groups), offer.sealed)


def _qr(uri: str) -> Markup:
    # Black on white in the dark scheme too: scanners want it so.
    drawing = segno.make(uri, micro=False).svg_inline(
        scale=5, border=4, light="#fff", title=_("QR-Code für Ihre App")
    )
    return Markup(drawing)  # noqa: S704 - made here, from nothing a person typed but the title
