-- A place that needs checking («проблемная зона»): which rule found it, in which breakdown. The same place is one row
-- however often it is found; a place that is found no more keeps its row and its history.
CREATE TABLE problem_zone (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    rule_code TEXT NOT NULL,
    indicator_code TEXT NOT NULL,
    breakdown_key TEXT NOT NULL,
    class_group_id BIGINT NULL REFERENCES class_group (id),
    subject_id BIGINT NULL REFERENCES subject (id),
    heading TEXT NOT NULL,
    found_at TIMESTAMPTZ NOT NULL,
    checked_at TIMESTAMPTZ NOT NULL,
    gone_at TIMESTAMPTZ NULL,
    UNIQUE (school_year, rule_code, indicator_code, breakdown_key)
);

-- What was seen each time something new was seen, in the words and numbers of that time: a decision refers to one.
CREATE TABLE problem_zone_finding (
    zone_id BIGINT NOT NULL REFERENCES problem_zone (id),
    ordinal BIGINT NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    sentence TEXT NOT NULL,
    group_size BIGINT NULL,
    evidence_json TEXT NOT NULL,
    PRIMARY KEY (zone_id, ordinal)
);

-- new, studying, decided: who and when. The last row is the state.
CREATE TABLE problem_zone_state (
    zone_id BIGINT NOT NULL REFERENCES problem_zone (id),
    ordinal BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'studying', 'decided')),
    set_at TIMESTAMPTZ NOT NULL,
    set_by TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (zone_id, ordinal)
);
