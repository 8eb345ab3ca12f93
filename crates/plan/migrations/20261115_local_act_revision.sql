-- Which year's plan the appendices of an act follow, whatever year is looked at; and what an act said after each save, so
-- that whoever takes a step over an older text sees what has changed since.
ALTER TABLE local_act ADD COLUMN school_year BIGINT NULL;
CREATE TABLE local_act_revision (
    act_id BIGINT NOT NULL REFERENCES local_act (id),
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by TEXT NOT NULL,
    PRIMARY KEY (act_id, version)
);
