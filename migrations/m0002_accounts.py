"""Accounts, their roles, sessions, recovery codes and tokens sent by mail."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0002"
VERSION = "1.38.0"
DESCRIPTION = "accounts"

DDL = """
CREATE TABLE account (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL CHECK (language IN ('de', 'en', 'es')),
    password_hash TEXT,
    second_factor_required BOOLEAN NOT NULL,
    totp_sealed {bytes},
    totp_last_step BIGINT,
    created_at TIMESTAMPTZ NOT NULL,
    confirmed_at TIMESTAMPTZ,
    last_sign_in_at TIMESTAMPTZ,
    suspended_at TIMESTAMPTZ
);

CREATE TABLE account_role (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('moderator', 'admin')),
    granted_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (account_id, role)
);

CREATE TABLE session (
    id_hash TEXT NOT NULL PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    authenticated_at TIMESTAMPTZ NOT NULL,
    second_factor_at TIMESTAMPTZ
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE recovery_code (
    id {pk},
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL UNIQUE,
    used_at TIMESTAMPTZ
);
CREATE INDEX recovery_code_account ON recovery_code (account_id);

CREATE TABLE mail_token (
    token_hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);
CREATE INDEX mail_token_email ON mail_token (email);
CREATE INDEX mail_token_expires ON mail_token (expires_at);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
