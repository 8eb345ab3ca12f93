-- A conclusion that was taken back, and why: the audit goes on. What it had said stays here.
CREATE TABLE audit_reopening (
    audit_id BIGINT NOT NULL REFERENCES audit (id),
    ordinal BIGINT NOT NULL,
    concluded_on DATE NOT NULL,
    words TEXT NOT NULL,
    concluded_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    reopened_by TEXT NOT NULL,
    reopened_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (audit_id, ordinal)
);
-- Whether who answers for the object agrees with what was found; one answer to each conclusion.
CREATE TABLE audit_agreement (
    audit_id BIGINT NOT NULL REFERENCES audit (id),
    round BIGINT NOT NULL,
    is_agreed BOOLEAN NOT NULL,
    words TEXT NOT NULL,
    said_on DATE NOT NULL,
    said_by TEXT NOT NULL,
    said_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (audit_id, round)
);
-- The number of the protocol of nonconformities, given when the audit is over for the first time.
CREATE TABLE audit_protocol (
    audit_id BIGINT NOT NULL PRIMARY KEY REFERENCES audit (id),
    school_year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    dated_on DATE NOT NULL,
    UNIQUE (school_year, number)
);
