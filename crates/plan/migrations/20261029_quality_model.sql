-- The model of ВСОКО: elements of its registers, what each is linked with, and findings of the checker that were accepted.
CREATE TABLE model_element (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    part TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE TABLE model_link (
    element_id BIGINT NOT NULL REFERENCES model_element (id),
    to_kind TEXT NOT NULL,
    to_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (element_id, to_kind, to_id, code)
);
CREATE TABLE model_acceptance (
    school_year BIGINT NOT NULL,
    rule TEXT NOT NULL,
    place TEXT NOT NULL,
    message TEXT NOT NULL,
    reason TEXT NOT NULL,
    accepted_at TIMESTAMPTZ NOT NULL,
    accepted_by TEXT NOT NULL,
    PRIMARY KEY (school_year, rule, place)
);
