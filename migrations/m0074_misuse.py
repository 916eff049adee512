"""Moderators' interests, trusted flaggers, misuse of the procedure and what followed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0074"
VERSION = "1.38.0"
DESCRIPTION = "misuse"

DDL = """
CREATE TABLE moderator_interest (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    agency_id BIGINT NOT NULL REFERENCES agency (id),
    kind TEXT NOT NULL CHECK (kind IN ('employer', 'client')),
    until DATE,
    declared_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX moderator_interest_account ON moderator_interest (account_id, agency_id);

CREATE TABLE trusted_flagger (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    since DATE NOT NULL,
    until DATE,
    added_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX trusted_flagger_email ON trusted_flagger (email);

CREATE TABLE misuse_point (
    id {pk},
    party TEXT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES moderation_case (id) ON DELETE CASCADE,
    noted_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    noted_at TIMESTAMPTZ NOT NULL,
    UNIQUE (party, case_id)
);
CREATE INDEX misuse_point_noted ON misuse_point (noted_at);

CREATE TABLE sanction (
    case_id BIGINT NOT NULL PRIMARY KEY REFERENCES moderation_case (id) ON DELETE CASCADE,
    party TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('warn', 'suspend', 'terminate')),
    imposed_at TIMESTAMPTZ NOT NULL,
    until DATE
);
CREATE INDEX sanction_party ON sanction (party);
CREATE TABLE authority_request (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    sender TEXT NOT NULL CHECK (sender IN ('court', 'police', 'regulator', 'lawyer', 'other')),
    received_on DATE NOT NULL,
    due_on DATE,
    asked TEXT NOT NULL,
    entered_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    entered_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE authority_answer (
    id {pk},
    request_id BIGINT NOT NULL REFERENCES authority_request (id),
    text TEXT NOT NULL,
    entered_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    entered_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX authority_answer_request ON authority_answer (request_id);
ALTER TABLE author ADD COLUMN suspended_until DATE;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
