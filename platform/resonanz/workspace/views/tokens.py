"""Keys for programs, as owners see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.queries.members import Membership
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day, gettext, lazy

from ..domain.tokens import Scope, read_scopes
from ..queries.tokens import StoredToken
from .frame import DeskFrame, frame

SCOPES: Final = {
    Scope.REVIEWS_READ: lazy("Bewertungen lesen"),
    Scope.REPLIES_WRITE: lazy("Antworten schreiben und zurücknehmen"),
    Scope.STATISTICS_READ: lazy("Zahlen lesen"),
}


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A key without its secret."""

    public_id: str
    name: str
    scopes: str
    created: str
    until: str
    used: str


@dataclass(frozen=True, slots=True)
class TokensView:
    """The keys, the form, and once the secret of a new one."""

    frame: DeskFrame
    tokens: tuple[TokenRow, ...]
    scopes: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    secret: str
    base: str
    notice: str
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


def tokens_view(
    membership: Membership,
    tokens: Sequence[StoredToken],
    base_url: str,
    *,
    secret: str = "",
    notice: str = "",
    form: Mapping[str, Sequence[str]] | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
) -> TokensView:
    """Build the page; `secret` is shown this once."""
    typed, found = form or {}, errors or {}
    return TokensView(
        frame=frame(membership, "api"),
        tokens=tuple(_row(one) for one in tokens),
        scopes=tuple((scope.value, str(words)) for scope, words in SCOPES.items()),
        chosen=tuple(typed.get("scopes", ())),
        secret=secret,
        base=f"{base_url}/api/agency/v1",
        notice=notice,
        typed=Typed((name, values[0]) for name, values in typed.items() if values),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def _row(one: StoredToken) -> TokenRow:
    return TokenRow(
        public_id=one.public_id,
        name=one.name,
        scopes=", ".join(
            str(words) for scope, words in SCOPES.items() if scope in read_scopes(one.scopes)
        ),
        created=format_day(site_day(one.created_at)),
        until=format_day(site_day(one.expires_at)),
        used=format_day(one.last_used_on) if one.last_used_on else gettext("noch nie"),
    )
