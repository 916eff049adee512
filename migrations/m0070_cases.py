"""Cases of moderation: notices, messages, events, claims, guests, complaints, corrections."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0070"
VERSION = "1.38.0"
DESCRIPTION = "cases"

DDL = """
CREATE TABLE moderation_case (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('notice', 'dispute', 'rejection', 'sanction')),
    subject_type TEXT NOT NULL
        CHECK (subject_type IN ('review', 'reply', 'profile', 'account', 'agency')),
    subject_key TEXT NOT NULL,
    review_id BIGINT REFERENCES review (id),
    agency_id BIGINT REFERENCES agency (id),
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    ground TEXT NOT NULL,
    source TEXT NOT NULL
        CHECK (source IN ('form', 'letter', 'mail', 'trusted_flagger', 'agency', 'own')),
    state TEXT NOT NULL CHECK (state IN ('received', 'author_hearing', 'evidence_check',
        'agency_rejoinder', 'decided', 'complaint', 'final', 'purged')),
    outcome TEXT CHECK (outcome IN ('kept', 'author_edited', 'removed', 'withdrawn', 'labelled',
        'rejected', 'restored', 'sanctioned', 'lifted')),
    outcome_ground TEXT,
    priority BOOLEAN NOT NULL DEFAULT FALSE,
    no_contact BOOLEAN NOT NULL DEFAULT FALSE,
    opened_at TIMESTAMPTZ NOT NULL,
    state_since TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ,
    on_hold BOOLEAN NOT NULL DEFAULT FALSE,
    hearings INTEGER NOT NULL DEFAULT 0,
    hearing_due_at TIMESTAMPTZ,
    reminders_sent INTEGER NOT NULL DEFAULT 0,
    bounced_at TIMESTAMPTZ,
    rejoinder_due_at TIMESTAMPTZ,
    interim_hidden BOOLEAN NOT NULL DEFAULT FALSE,
    legal_hold BOOLEAN NOT NULL DEFAULT FALSE,
    second_human_needed BOOLEAN NOT NULL DEFAULT FALSE,
    assigned_account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    decided_at TIMESTAMPTZ,
    decided_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    complaint_until DATE,
    purge_on DATE
);
CREATE UNIQUE INDEX moderation_case_open ON moderation_case (subject_key)
    WHERE state IN ('received', 'author_hearing', 'evidence_check', 'agency_rejoinder');
CREATE INDEX moderation_case_queue ON moderation_case (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX moderation_case_review ON moderation_case (review_id) WHERE review_id IS NOT NULL;
CREATE INDEX moderation_case_agency ON moderation_case (agency_id, state);
CREATE INDEX moderation_case_hearing ON moderation_case (hearing_due_at)
    WHERE state = 'author_hearing';
CREATE INDEX moderation_case_rejoinder ON moderation_case (rejoinder_due_at)
    WHERE state = 'agency_rejoinder';
CREATE INDEX moderation_case_complaint ON moderation_case (complaint_until)
    WHERE state = 'decided';
CREATE INDEX moderation_case_purge ON moderation_case (purge_on) WHERE purge_on IS NOT NULL;

CREATE TABLE notice (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    case_id BIGINT NOT NULL REFERENCES moderation_case (id) ON DELETE CASCADE,
    source TEXT NOT NULL
        CHECK (source IN ('form', 'letter', 'mail', 'trusted_flagger', 'agency', 'own')),
    reporter_account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    agency_id BIGINT REFERENCES agency (id),
    name_sealed {bytes},
    email_sealed {bytes},
    ground TEXT NOT NULL,
    text TEXT NOT NULL,
    new_facts BOOLEAN NOT NULL DEFAULT FALSE,
    address TEXT NOT NULL,
    good_faith BOOLEAN NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('de', 'en', 'es')),
    created_at TIMESTAMPTZ NOT NULL,
    answered_at TIMESTAMPTZ
);
CREATE INDEX notice_case ON notice (case_id);
CREATE INDEX notice_reporter ON notice (reporter_account_id)
    WHERE reporter_account_id IS NOT NULL;

CREATE TABLE case_message (
    id {pk},
    case_id BIGINT NOT NULL REFERENCES moderation_case (id) ON DELETE CASCADE,
    sender TEXT NOT NULL CHECK (sender IN ('author', 'agency', 'notifier', 'moderation', 'team')),
    to_whom TEXT NOT NULL
        CHECK (to_whom IN ('author', 'agency', 'notifier', 'moderation', 'team')),
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    text TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX case_message_case ON case_message (case_id);

CREATE TABLE case_event (
    id {pk},
    case_id BIGINT NOT NULL REFERENCES moderation_case (id) ON DELETE CASCADE,
    at TIMESTAMPTZ NOT NULL,
    event TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    actor TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX case_event_case ON case_event (case_id);

CREATE TABLE case_claim (
    case_id BIGINT NOT NULL PRIMARY KEY REFERENCES moderation_case (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE case_guest (
    case_id BIGINT NOT NULL REFERENCES moderation_case (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    invited_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    invited_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (case_id, account_id)
);

ALTER TABLE review ADD COLUMN label TEXT;
ALTER TABLE review ADD COLUMN approved_at TIMESTAMPTZ;
ALTER TABLE agency ADD COLUMN acted_at TIMESTAMPTZ;

ALTER TABLE decision ADD COLUMN case_id BIGINT REFERENCES moderation_case (id);
CREATE INDEX decision_case ON decision (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE complaint (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    case_id BIGINT NOT NULL REFERENCES moderation_case (id) ON DELETE CASCADE,
    decision_id BIGINT NOT NULL REFERENCES decision (id),
    by_whom TEXT NOT NULL CHECK (by_whom IN ('author', 'notifier', 'agency')),
    notice_id BIGINT REFERENCES notice (id),
    text TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ,
    decided_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    upheld BOOLEAN,
    answer TEXT NOT NULL DEFAULT '',
    solo BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX complaint_case ON complaint (case_id);

CREATE TABLE correction (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    review_id BIGINT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    agency_id BIGINT NOT NULL REFERENCES agency (id),
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    stage TEXT NOT NULL,
    proposed TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'agreed', 'kept', 'withdrawn', 'lapsed')),
    created_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    answered_at TIMESTAMPTZ
);
CREATE INDEX correction_review ON correction (review_id);
CREATE INDEX correction_due ON correction (due_at) WHERE state = 'open';
CREATE UNIQUE INDEX correction_once ON correction (review_id, stage) WHERE state = 'open';
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
