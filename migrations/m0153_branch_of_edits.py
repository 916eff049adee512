"""The branch that an edit of a review names; those that wait keep their review's."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0153"
VERSION = "1.38.0"
DESCRIPTION = "branch of edits"

DDL = """
ALTER TABLE review_revision ADD COLUMN branch_id BIGINT REFERENCES branch (id) ON DELETE SET NULL;
CREATE INDEX review_revision_branch ON review_revision (branch_id) WHERE branch_id IS NOT NULL;
UPDATE review_revision SET branch_id = (
    SELECT r.branch_id FROM review r WHERE r.id = review_revision.review_id
) WHERE state NOT IN ('published', 'withdrawn');
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
