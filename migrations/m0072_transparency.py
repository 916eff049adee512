"""Indexes for what is counted in public: by day, and what an agency's profile says."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0072"
VERSION = "1.38.0"
DESCRIPTION = "transparency"

DDL = """
CREATE INDEX decision_decided ON decision (decided_at);
CREATE INDEX notice_created ON notice (created_at);
CREATE INDEX notice_answered ON notice (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX moderation_case_opened ON moderation_case (opened_at);
CREATE INDEX complaint_created ON complaint (created_at);
CREATE INDEX statement_created ON statement_of_reasons (created_at, id);
CREATE INDEX review_removed ON review (agency_id) WHERE state = 'removed';
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
