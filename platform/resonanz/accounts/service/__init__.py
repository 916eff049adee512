"""Use cases of accounts.

Other subjects use the names given here; the modules of this package hold the rest.
"""

from .account import ensure_account, grant_role, revoke_role
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
    "revoke_role",
]
