"""Agencies, their names with the search index, places, old slugs and members."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0003"
VERSION = "1.38.0"
DESCRIPTION = "agencies"

DDL = """
CREATE TABLE agency (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('temp', 'placement', 'search', 'it_freelance', 'mixed')),
    state TEXT NOT NULL CHECK (state IN ('listed', 'proposed', 'refused')),
    country TEXT NOT NULL,
    city TEXT,
    postcode TEXT,
    region TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    website TEXT,
    sources TEXT NOT NULL,
    claimed_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX agency_name_key ON agency (name_key);
CREATE INDEX agency_website ON agency (website);
CREATE INDEX agency_revision ON agency (revision);
CREATE INDEX agency_listed ON agency (country, name_key) WHERE state = 'listed';

CREATE TABLE agency_name (
    id {pk},
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('name', 'alias', 'former')),
    folded TEXT NOT NULL,
    UNIQUE (agency_id, name)
);

CREATE TABLE agency_slug (
    slug TEXT NOT NULL PRIMARY KEY,
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE
);

CREATE TABLE agency_place (
    id {pk},
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    country TEXT NOT NULL,
    postcode TEXT,
    region TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    basis TEXT NOT NULL,
    first_seen DATE,
    source TEXT NOT NULL,
    UNIQUE (agency_id, country, place)
);

CREATE TABLE agency_member (
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'responder')),
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agency_id, account_id)
);
CREATE INDEX agency_member_account ON agency_member (account_id);
"""

SQLITE = """
CREATE VIRTUAL TABLE agency_name_search USING fts5 (
    folded, content='agency_name', content_rowid='id', tokenize='trigram'
);
CREATE TRIGGER agency_name_search_insert AFTER INSERT ON agency_name BEGIN
    INSERT INTO agency_name_search (rowid, folded) VALUES (new.id, new.folded);
END;
CREATE TRIGGER agency_name_search_delete AFTER DELETE ON agency_name BEGIN
    INSERT INTO agency_name_search (agency_name_search, rowid, folded)
    VALUES ('delete', old.id, old.folded);
END;
CREATE TRIGGER agency_name_search_update AFTER UPDATE ON agency_name BEGIN
    INSERT INTO agency_name_search (agency_name_search, rowid, folded)
    VALUES ('delete', old.id, old.folded);
    INSERT INTO agency_name_search (rowid, folded) VALUES (new.id, new.folded);
END;
"""

POSTGRES = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX agency_name_search ON agency_name USING gist (folded gist_trgm_ops (siglen=64));
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL, sqlite=SQLITE, postgres=POSTGRES)
