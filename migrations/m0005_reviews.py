"""Authors, drafts, reviews with their ledger, private anchors, messages."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0005"
VERSION = "1.38.0"
DESCRIPTION = "reviews"

DDL = """
CREATE TABLE author (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    email_digest TEXT NOT NULL UNIQUE,
    email_sealed {bytes},
    account_id BIGINT UNIQUE REFERENCES account (id) ON DELETE SET NULL,
    language TEXT NOT NULL CHECK (language IN ('de', 'en', 'es')),
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE draft (
    token_hash TEXT NOT NULL PRIMARY KEY,
    sealed {bytes} NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX draft_expires ON draft (expires_at);

CREATE TABLE review (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    agency_id BIGINT NOT NULL REFERENCES agency (id),
    author_id BIGINT NOT NULL REFERENCES author (id),
    state TEXT NOT NULL CHECK (state IN ('email_pending', 'expired', 'pre_check', 'returned',
        'rejected', 'approved', 'published', 'contested', 'hidden_interim', 'removed',
        'withdrawn')),
    language TEXT NOT NULL CHECK (language IN ('de', 'en', 'es')),
    role TEXT NOT NULL,
    job_field TEXT,
    remote BOOLEAN,
    place TEXT,
    outcome TEXT NOT NULL,
    last_stage TEXT NOT NULL,
    ratings TEXT NOT NULL,
    ledger TEXT NOT NULL,
    text TEXT NOT NULL,
    coarse BOOLEAN NOT NULL,
    publish_after DATE,
    invited BOOLEAN NOT NULL,
    contact_proven BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    submitted_at TIMESTAMPTZ,
    due_at TIMESTAMPTZ,
    published_on DATE,
    published_at TIMESTAMPTZ,
    edited_on DATE,
    anchors_sealed {bytes},
    form_language TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX review_agency_public ON review (agency_id, published_at DESC, id DESC)
    WHERE state IN ('published', 'contested');
CREATE INDEX review_public ON review (published_at DESC, id DESC)
    WHERE state IN ('published', 'contested');
CREATE INDEX review_queue ON review (due_at, id) WHERE state = 'pre_check';
CREATE INDEX review_approved ON review (id) WHERE state = 'approved';
CREATE INDEX review_pending ON review (created_at) WHERE state = 'email_pending';
CREATE INDEX review_author ON review (author_id);

CREATE TABLE review_message (
    id {pk},
    review_id BIGINT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    sender TEXT NOT NULL CHECK (sender IN ('moderation', 'author')),
    text TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX review_message_review ON review_message (review_id);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
