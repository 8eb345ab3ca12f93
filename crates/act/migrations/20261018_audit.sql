-- An internal audit («внутренний аудит»): a row of the yearly programme.
CREATE TABLE audit (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    object TEXT NOT NULL,
    owner_staff_id BIGINT NOT NULL REFERENCES staff (id),
    owner TEXT NOT NULL,
    criteria TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    version BIGINT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by TEXT NOT NULL
);
CREATE INDEX audit_year ON audit (school_year, starts_on);
-- Who audits; the first leads.
CREATE TABLE audit_auditor (
    audit_id BIGINT NOT NULL REFERENCES audit (id),
    place BIGINT NOT NULL,
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    name TEXT NOT NULL,
    PRIMARY KEY (audit_id, place)
);
-- A line of the checklist: what is required, by what, what is asked, what was seen.
CREATE TABLE audit_line (
    id BIGINT NOT NULL PRIMARY KEY,
    audit_id BIGINT NOT NULL REFERENCES audit (id),
    place BIGINT NOT NULL,
    requirement TEXT NOT NULL,
    source TEXT NOT NULL,
    question TEXT NOT NULL,
    evidence TEXT NOT NULL,
    result TEXT NULL,
    note TEXT NOT NULL,
    version BIGINT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by TEXT NOT NULL
);
CREATE INDEX audit_line_audit ON audit_line (audit_id, place);
-- A state is a row with who and when: the audit is over, and this is what it says.
CREATE TABLE audit_conclusion (
    audit_id BIGINT NOT NULL PRIMARY KEY REFERENCES audit (id),
    concluded_on DATE NOT NULL,
    words TEXT NOT NULL,
    concluded_by TEXT NOT NULL,
    concluded_at TIMESTAMPTZ NOT NULL
);
