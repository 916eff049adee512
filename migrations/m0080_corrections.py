"""Corrections of facts: what was said before, mails, and the marks that a review bears."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0080"
VERSION = "1.38.0"
DESCRIPTION = "corrections"

DDL = """
ALTER TABLE correction ADD COLUMN original TEXT NOT NULL DEFAULT '';
ALTER TABLE correction ADD COLUMN reminded_at TIMESTAMPTZ;
ALTER TABLE correction ADD COLUMN bounced_at TIMESTAMPTZ;
CREATE INDEX correction_agency ON correction (agency_id, id);
ALTER TABLE review ADD COLUMN disputed_lines TEXT NOT NULL DEFAULT '';
ALTER TABLE review ADD COLUMN corrected_on DATE;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
