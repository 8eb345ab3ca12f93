-- What a row of the cyclogram said after each save: two people who edit it are brought together over it, and what was
-- changed after the cyclogram had been adopted is seen. The row itself may be gone.
CREATE TABLE procedure_version (
    id BIGINT NOT NULL PRIMARY KEY,
    procedure_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    school_year BIGINT NOT NULL,
    is_removal BOOLEAN NOT NULL,
    content TEXT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by TEXT NOT NULL,
    UNIQUE (procedure_id, version)
);
CREATE INDEX procedure_version_year ON procedure_version (school_year, id);
