-- What a row of the action plan said after each save; the saves that were made together can be undone together.
CREATE TABLE action_plan_batch (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    origin TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    made_by TEXT NOT NULL,
    undone_at TIMESTAMPTZ NULL,
    undone_by TEXT NULL
);
CREATE INDEX action_plan_batch_year ON action_plan_batch (school_year, id);
CREATE TABLE action_plan_row_version (
    id BIGINT NOT NULL PRIMARY KEY,
    row_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    school_year BIGINT NOT NULL,
    is_removal BOOLEAN NOT NULL,
    content TEXT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by TEXT NOT NULL,
    batch_id BIGINT NULL REFERENCES action_plan_batch (id)
);
CREATE INDEX action_plan_row_version_row ON action_plan_row_version (row_id, version);
CREATE INDEX action_plan_row_version_year ON action_plan_row_version (school_year, id);
CREATE INDEX action_plan_row_version_batch ON action_plan_row_version (batch_id);
