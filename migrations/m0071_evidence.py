"""Evidence: sealed files, their pages, what is forwarded, who looked; checks of contact."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0071"
VERSION = "1.38.0"
DESCRIPTION = "evidence"

DDL = """
CREATE TABLE evidence (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    review_id BIGINT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    case_id BIGINT REFERENCES moderation_case (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('voluntary', 'hearing', 'reserve')),
    media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg',
        'message/rfc822')),
    key_sealed {bytes},
    digest TEXT NOT NULL,
    traits TEXT NOT NULL,
    pages INTEGER NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    destroyed_at TIMESTAMPTZ,
    purge_on DATE,
    legal_hold BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX evidence_review ON evidence (review_id);
CREATE INDEX evidence_case ON evidence (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX evidence_digest ON evidence (digest) WHERE sent_at IS NOT NULL;
CREATE INDEX evidence_sent ON evidence (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX evidence_purge ON evidence (purge_on) WHERE purge_on IS NOT NULL;

CREATE TABLE evidence_page (
    evidence_id BIGINT NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    sealed {bytes} NOT NULL,
    original {bytes},
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    blackouts TEXT NOT NULL,
    released BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (evidence_id, number)
);

CREATE TABLE evidence_extract (
    case_id BIGINT NOT NULL REFERENCES moderation_case (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    sealed {bytes} NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    forwarded_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (case_id, number)
);

CREATE TABLE evidence_view (
    id {pk},
    evidence_id BIGINT NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    page INTEGER NOT NULL,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX evidence_view_evidence ON evidence_view (evidence_id);
CREATE INDEX evidence_view_at ON evidence_view (at);

CREATE TABLE evidence_match (
    evidence_id BIGINT NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    other_id BIGINT NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('identical', 'template')),
    PRIMARY KEY (evidence_id, other_id)
);
CREATE INDEX evidence_match_other ON evidence_match (other_id);

CREATE TABLE contact_check (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    review_id BIGINT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    requested_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    assigned_account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    assigned_until TIMESTAMPTZ,
    outcome TEXT CHECK (outcome IN ('proven', 'not_enough', 'withdrawn')),
    document_kind TEXT,
    checked_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    checked_at TIMESTAMPTZ
);
CREATE INDEX contact_check_queue ON contact_check (due_at, id) WHERE outcome IS NULL;
CREATE INDEX contact_check_review ON contact_check (review_id);
CREATE UNIQUE INDEX contact_check_once ON contact_check (review_id) WHERE outcome IS NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
