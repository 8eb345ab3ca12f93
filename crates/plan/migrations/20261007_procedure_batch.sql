-- Rows that came into the cyclogram together: from the year template or from the year before. Such an act can be undone.
CREATE TABLE procedure_batch (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    origin TEXT NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    added_by TEXT NOT NULL,
    undone_at TIMESTAMPTZ NULL,
    undone_by TEXT NULL
);
CREATE INDEX procedure_batch_year ON procedure_batch (school_year, id);
CREATE TABLE procedure_batch_row (
    batch_id BIGINT NOT NULL REFERENCES procedure_batch (id),
    procedure_id BIGINT NOT NULL,
    PRIMARY KEY (batch_id, procedure_id)
);
