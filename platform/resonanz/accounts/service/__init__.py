"""Use cases of accounts.

Other subjects use the names given here; the modules of this package hold the rest.
"""

from .account import (
    ensure_account,
    grant_role,
    require_second_factor,
    revoke_role,
    spare_second_factor,
)
from .erasure import erase
from .links import (
    AddressConfirmed,
    Confirmed,
    LinkInvalidError,
    OpenLink,
    confirm,
    create_link,
    request_sign_in_link,
)
from .sessions import LoadedSession, NewSession, SignedIn

__all__ = [
    "AddressConfirmed",
    "Confirmed",
    "LinkInvalidError",
    "LoadedSession",
    "NewSession",
    "OpenLink",
    "SignedIn",
    "confirm",
    "create_link",
    "ensure_account",
    "erase",
    "grant_role",
    "request_sign_in_link",
    "require_second_factor",
    "revoke_role",
    "spare_second_factor",
]
