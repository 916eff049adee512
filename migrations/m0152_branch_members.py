"""Responders of one branch."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0152"
VERSION = "1.38.0"
DESCRIPTION = "responders of one branch"

DDL = """
ALTER TABLE agency_member ADD COLUMN branch_id BIGINT REFERENCES branch (id)
    CHECK (branch_id IS NULL OR role = 'responder');
CREATE INDEX agency_member_branch ON agency_member (branch_id) WHERE branch_id IS NOT NULL;
ALTER TABLE agency_invitation ADD COLUMN branch_id BIGINT REFERENCES branch (id)
    CHECK (branch_id IS NULL OR role = 'responder');
CREATE INDEX agency_invitation_branch ON agency_invitation (branch_id) WHERE branch_id IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
