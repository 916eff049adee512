"""Claims of agencies, what proves a domain, and invitations of members."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0083"
VERSION = "1.38.0"
DESCRIPTION = "claims"

DDL = """
CREATE TABLE agency_invitation (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'responder')),
    invited_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    UNIQUE (agency_id, email)
);
CREATE INDEX agency_invitation_email ON agency_invitation (email);
CREATE INDEX agency_invitation_expires ON agency_invitation (expires_at);

CREATE TABLE agency_claim (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('mail', 'dns', 'file', 'document')),
    state TEXT NOT NULL CHECK (state IN ('checking', 'asking', 'waiting', 'granted', 'refused',
        'ended')),
    domain TEXT,
    succeeds BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    proven_at TIMESTAMPTZ,
    due_at TIMESTAMPTZ,
    check_at TIMESTAMPTZ,
    checks INTEGER NOT NULL,
    finding TEXT,
    assigned_account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    assigned_until TIMESTAMPTZ,
    decided_at TIMESTAMPTZ,
    decided_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    reason TEXT
);
CREATE INDEX agency_claim_agency ON agency_claim (agency_id);
CREATE INDEX agency_claim_account ON agency_claim (account_id);
CREATE INDEX agency_claim_decided ON agency_claim (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX agency_claim_check ON agency_claim (check_at) WHERE state = 'checking';
CREATE INDEX agency_claim_due ON agency_claim (due_at, id) WHERE state IN ('asking', 'waiting');
CREATE UNIQUE INDEX agency_claim_once ON agency_claim (agency_id, account_id)
    WHERE state IN ('checking', 'asking', 'waiting');

CREATE TABLE agency_proof (
    agency_id BIGINT NOT NULL PRIMARY KEY REFERENCES agency (id) ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('mail', 'dns', 'file', 'document')),
    domain TEXT,
    challenge TEXT,
    proven_at TIMESTAMPTZ NOT NULL,
    check_at TIMESTAMPTZ,
    failures INTEGER NOT NULL
);
CREATE INDEX agency_proof_check ON agency_proof (check_at) WHERE check_at IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
