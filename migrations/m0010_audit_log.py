"""The audit log and its chain can only grow: no row is changed or removed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0010"
VERSION = "1.38.0"
DESCRIPTION = "audit log"

SQLITE = """
CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry BEGIN
    SELECT RAISE(ABORT, 'the audit log can only grow');
END;
CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry BEGIN
    SELECT RAISE(ABORT, 'the audit log can only grow');
END;
CREATE TRIGGER audit_seal_update BEFORE UPDATE ON audit_seal BEGIN
    SELECT RAISE(ABORT, 'the audit log can only grow');
END;
CREATE TRIGGER audit_seal_delete BEFORE DELETE ON audit_seal BEGIN
    SELECT RAISE(ABORT, 'the audit log can only grow');
END;
CREATE TRIGGER audit_entry_replace BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = new.id) BEGIN
    SELECT RAISE(ABORT, 'the audit log can only grow');
END;
CREATE TRIGGER audit_seal_replace BEFORE INSERT ON audit_seal
    WHEN EXISTS (SELECT 1 FROM audit_seal WHERE entry_id = new.entry_id OR position = new.position) BEGIN
    SELECT RAISE(ABORT, 'the audit log can only grow');
END;
"""

POSTGRES = """
CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log can only grow' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_entry_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();
CREATE TRIGGER audit_seal_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, "", sqlite=SQLITE, postgres=POSTGRES)
