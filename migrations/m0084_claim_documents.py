"""Documents that are sealed for claims of agencies."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0084"
VERSION = "1.38.0"
DESCRIPTION = "claim documents"

DDL = """
CREATE TABLE claim_document (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    claim_id BIGINT NOT NULL REFERENCES agency_claim (id) ON DELETE CASCADE,
    key_sealed {bytes} NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX claim_document_claim ON claim_document (claim_id);

CREATE TABLE claim_page (
    document_id BIGINT NOT NULL REFERENCES claim_document (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    sealed {bytes} NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    PRIMARY KEY (document_id, number)
);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
