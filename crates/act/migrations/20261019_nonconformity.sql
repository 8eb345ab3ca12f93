-- A nonconformity («несоответствие»): a requirement that was not met, found by an audit or otherwise.
CREATE TABLE nonconformity (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    audit_id BIGINT NULL REFERENCES audit (id),
    audit_line_id BIGINT NULL UNIQUE REFERENCES audit_line (id),
    severity TEXT NOT NULL,
    statement TEXT NOT NULL,
    requirement TEXT NOT NULL,
    evidence TEXT NOT NULL,
    owner_staff_id BIGINT NOT NULL REFERENCES staff (id),
    owner TEXT NOT NULL,
    found_on DATE NOT NULL,
    root_cause TEXT NOT NULL,
    state TEXT NOT NULL,
    steps BIGINT NOT NULL,
    UNIQUE (school_year, number)
);
CREATE INDEX nonconformity_audit ON nonconformity (audit_id);
-- What became of it, step by step. The state above is that of the last step; a test counts again.
CREATE TABLE nonconformity_step (
    nonconformity_id BIGINT NOT NULL REFERENCES nonconformity (id),
    ordinal BIGINT NOT NULL,
    act TEXT NOT NULL,
    state TEXT NOT NULL,
    remark TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (nonconformity_id, ordinal)
);
-- The questions «почему?» one after another.
CREATE TABLE nonconformity_why (
    nonconformity_id BIGINT NOT NULL REFERENCES nonconformity (id),
    place BIGINT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (nonconformity_id, place)
);
-- The bones of the fish: causes by their kind.
CREATE TABLE nonconformity_cause (
    nonconformity_id BIGINT NOT NULL REFERENCES nonconformity (id),
    category TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (nonconformity_id, category)
);
-- What is to be done about it; each is an action item.
CREATE TABLE nonconformity_action (
    id BIGINT NOT NULL PRIMARY KEY,
    nonconformity_id BIGINT NOT NULL REFERENCES nonconformity (id),
    place BIGINT NOT NULL,
    kind TEXT NOT NULL,
    task TEXT NOT NULL,
    responsible_staff_id BIGINT NOT NULL REFERENCES staff (id),
    responsible TEXT NOT NULL,
    due_on DATE NOT NULL,
    expected TEXT NOT NULL,
    item_id BIGINT NOT NULL REFERENCES action_item (id)
);
CREATE INDEX nonconformity_action_of ON nonconformity_action (nonconformity_id, place);
-- Whether it helped, by the word of somebody who did not do it.
CREATE TABLE nonconformity_verification (
    nonconformity_id BIGINT NOT NULL REFERENCES nonconformity (id),
    ordinal BIGINT NOT NULL,
    verified_on DATE NOT NULL,
    evidence TEXT NOT NULL,
    is_effective BOOLEAN NOT NULL,
    verified_by TEXT NOT NULL,
    verified_by_staff_id BIGINT NULL,
    verified_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (nonconformity_id, ordinal)
);
