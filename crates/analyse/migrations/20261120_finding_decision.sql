-- A finding of a signed report that somebody has decided upon; without a row it waits for a decision.
CREATE TABLE finding_decision (
    finding_id BIGINT NOT NULL PRIMARY KEY REFERENCES inspection_finding (id),
    decided_by TEXT NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL,
    noted_by TEXT NOT NULL
);
