"""Moderators' languages, text blocks, the team's notes on reviews, claims of requests."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0082"
VERSION = "1.38.0"
DESCRIPTION = "queue"

DDL = """
CREATE TABLE moderator_language (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (language IN ('de', 'en', 'es')),
    PRIMARY KEY (account_id, language)
);

CREATE TABLE text_block (
    id {pk},
    key TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    title TEXT NOT NULL,
    text_de TEXT NOT NULL,
    text_en TEXT NOT NULL,
    text_es TEXT NOT NULL,
    hidden BOOLEAN NOT NULL,
    changed_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    changed_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE team_note (
    id {pk},
    review_id BIGINT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    text TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX team_note_review ON team_note (review_id);
CREATE INDEX team_note_created ON team_note (created_at);

CREATE TABLE authority_claim (
    request_id BIGINT NOT NULL PRIMARY KEY REFERENCES authority_request (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    expires_at TIMESTAMPTZ NOT NULL
);
ALTER TABLE authority_request ADD COLUMN agency_id BIGINT REFERENCES agency (id);
ALTER TABLE authority_answer ADD COLUMN closes BOOLEAN NOT NULL DEFAULT TRUE;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
