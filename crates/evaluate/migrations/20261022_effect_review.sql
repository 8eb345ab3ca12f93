-- What a decision is to reach («оценка результата решения»): an indicator of a group, from which value to which, and when
-- it is measured again.
CREATE TABLE effect_review (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    title TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_id BIGINT NOT NULL,
    source_title TEXT NOT NULL,
    zone_id BIGINT NULL REFERENCES problem_zone (id),
    indicator_code TEXT NOT NULL,
    group_key TEXT NOT NULL,
    class_group_id BIGINT NULL REFERENCES class_group (id),
    subject_id BIGINT NULL REFERENCES subject (id),
    before_period TEXT NOT NULL,
    after_period TEXT NOT NULL,
    target TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('higher', 'lower')),
    matters TEXT NOT NULL,
    is_compared BOOLEAN NOT NULL,
    remeasure_on DATE NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX effect_review_year ON effect_review (school_year, remeasure_on);
CREATE INDEX effect_review_source ON effect_review (source_kind, source_id);
-- The same formula run at one time: before, in between, after. Numbers are exact fractions; the passport says by what
-- formula and from which data.
CREATE TABLE effect_measurement (
    review_id BIGINT NOT NULL REFERENCES effect_review (id),
    ordinal BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('baseline', 'interim', 'final')),
    period TEXT NOT NULL,
    group_key TEXT NOT NULL,
    as_of DATE NOT NULL,
    reading_json TEXT NOT NULL,
    others_json TEXT NOT NULL,
    judged_json TEXT NOT NULL,
    passport TEXT NOT NULL,
    taken_at TIMESTAMPTZ NOT NULL,
    taken_by TEXT NOT NULL,
    PRIMARY KEY (review_id, ordinal)
);
-- fixed, measured, closed, proposed: who and when. The last row is the state.
CREATE TABLE effect_review_state (
    review_id BIGINT NOT NULL REFERENCES effect_review (id),
    ordinal BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('fixed', 'measured', 'closed', 'proposed')),
    note TEXT NOT NULL,
    set_at TIMESTAMPTZ NOT NULL,
    set_by TEXT NOT NULL,
    PRIMARY KEY (review_id, ordinal)
);
