"""Invitations of candidates: codes, how many were invited, mails to lists, and who wants none."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0090"
VERSION = "1.38.0"
DESCRIPTION = "invitations of candidates"

DDL = """
CREATE TABLE invite_code (
    id {pk},
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    code TEXT NOT NULL UNIQUE,
    made_at TIMESTAMPTZ NOT NULL,
    last_on DATE NOT NULL,
    replaced_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    leaked_from TIMESTAMPTZ,
    CHECK (leaked_from IS NULL OR ended_at IS NOT NULL)
);
CREATE UNIQUE INDEX invite_code_current ON invite_code (agency_id) WHERE replaced_at IS NULL;

CREATE TABLE invite_count (
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    quarter DATE NOT NULL,
    entered INTEGER NOT NULL CHECK (entered >= 0),
    mailed INTEGER NOT NULL CHECK (mailed >= 0),
    PRIMARY KEY (agency_id, quarter)
);

CREATE TABLE invite_mailing (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    language TEXT NOT NULL CHECK (language IN ('de', 'en', 'es')),
    addresses INTEGER NOT NULL CHECK (addresses > 0),
    bounced INTEGER NOT NULL CHECK (bounced >= 0),
    consent_where TEXT NOT NULL,
    consent_when TEXT NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX invite_mailing_agency ON invite_mailing (agency_id, sent_at);
CREATE INDEX invite_mailing_account ON invite_mailing (account_id);

CREATE TABLE invited_address (
    digest TEXT NOT NULL PRIMARY KEY,
    invited_on DATE NOT NULL
);
CREATE INDEX invited_address_invited ON invited_address (invited_on);

CREATE TABLE no_invitation (
    digest TEXT NOT NULL PRIMARY KEY,
    since DATE NOT NULL
);

ALTER TABLE review ADD COLUMN invite_code_id BIGINT;
CREATE INDEX review_invite_code ON review (invite_code_id) WHERE invite_code_id IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
