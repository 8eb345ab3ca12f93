-- A proposal («предложение») for the plan of a school year: what somebody asks the planner to take in.
CREATE TABLE proposal (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    words TEXT NOT NULL,
    reason TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_id BIGINT NOT NULL,
    source_title TEXT NOT NULL,
    indicators TEXT NOT NULL,
    classes TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    made_by TEXT NOT NULL
);
CREATE INDEX proposal_year ON proposal (school_year, made_at);
-- What was answered: a row of the cyclogram, or why not. No row: nobody has answered yet.
CREATE TABLE proposal_answer (
    proposal_id BIGINT NOT NULL PRIMARY KEY REFERENCES proposal (id),
    answer TEXT NOT NULL CHECK (answer IN ('accepted', 'declined')),
    note TEXT NOT NULL,
    procedure_id BIGINT NULL REFERENCES procedure (id),
    answered_at TIMESTAMPTZ NOT NULL,
    answered_by TEXT NOT NULL
);
