"""Tables of accounts; keys, constraints and indexes are in migration m0002."""

from piccolo.columns import BigInt, BigSerial, Boolean, Bytea, Text, Timestamptz
from piccolo.table import Table


class Account(Table, tablename="account"):
    """Somebody who can sign in."""

    id = BigSerial(primary_key=True)
    public_id = Text(default="")
    email = Text(default="")
    language = Text(default="de")
    password_hash = Text(null=True, default=None)
    second_factor_required = Boolean(default=False)
    totp_sealed = Bytea(null=True, default=None)
    totp_last_step = BigInt(null=True, default=None)
    created_at = Timestamptz()
    confirmed_at = Timestamptz(null=True, default=None)
    last_sign_in_at = Timestamptz(null=True, default=None)
    suspended_at = Timestamptz(null=True, default=None)


class AccountRole(Table, tablename="account_role"):
    """What an account may do beyond its own things; the key is account and role."""

    account_id = BigInt(primary_key=True)
    role = Text(default="moderator")
    granted_at = Timestamptz()


class Session(Table, tablename="session"):
    """A browser that is signed in; only the hash of its secret is kept."""

    id_hash = Text(primary_key=True)
    public_id = Text(default="")
    account_id = BigInt()
    device = Text(default="")
    created_at = Timestamptz()
    seen_at = Timestamptz()
    expires_at = Timestamptz()
    authenticated_at = Timestamptz()
    second_factor_at = Timestamptz(null=True, default=None)


class RecoveryCode(Table, tablename="recovery_code"):
    """A code that replaces the second factor once."""

    id = BigSerial(primary_key=True)
    account_id = BigInt()
    code_hash = Text(default="")
    used_at = Timestamptz(null=True, default=None)


class MailToken(Table, tablename="mail_token"):
    """A link that was mailed; only the hash of its secret is kept."""

    token_hash = Text(primary_key=True)
    purpose = Text(default="")
    email = Text(default="")
    language = Text(default="de")
    payload = Text(default="{}")
    created_at = Timestamptz()
    expires_at = Timestamptz()
    used_at = Timestamptz(null=True, default=None)


class Passkey(Table, tablename="passkey"):
    """A WebAuthn credential; the private half never leaves its owner's device."""

    id = BigSerial(primary_key=True)
    public_id = Text(default="")
    account_id = BigInt()
    credential_id = Bytea()
    public_key = Bytea()
    sign_count = BigInt(default=0)
    name = Text(default="")
    transports = Text(default="")
    created_at = Timestamptz()
    last_used_at = Timestamptz(null=True, default=None)


class UsedChallenge(Table, tablename="used_challenge"):
    """A challenge that a passkey answered, so that the answer counts once."""

    challenge_hash = Text(primary_key=True)
    expires_at = Timestamptz()
