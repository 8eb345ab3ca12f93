-- An inspection («проверка») carried out by a technological card, of which it keeps its own copy.
CREATE TABLE inspection (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    basis TEXT NOT NULL,
    purpose TEXT NOT NULL,
    object TEXT NOT NULL,
    matter TEXT NOT NULL,
    methods TEXT NOT NULL,
    sample TEXT NOT NULL,
    papers TEXT NOT NULL,
    outputs TEXT NOT NULL,
    considered_at TEXT NOT NULL,
    card_id BIGINT NULL,
    procedure_id BIGINT NULL REFERENCES procedure (id),
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    classes TEXT NOT NULL,
    subject_id BIGINT NULL REFERENCES subject (id),
    teacher_staff_id BIGINT NULL REFERENCES staff (id),
    term TEXT NOT NULL,
    comparison TEXT NOT NULL,
    recheck_days BIGINT NULL,
    version BIGINT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by TEXT NOT NULL
);
CREATE INDEX inspection_year ON inspection (school_year);
CREATE TABLE inspection_indicator (
    inspection_id BIGINT NOT NULL REFERENCES inspection (id),
    place BIGINT NOT NULL,
    code TEXT NOT NULL,
    norm TEXT NOT NULL,
    PRIMARY KEY (inspection_id, place)
);
CREATE TABLE inspection_member (
    inspection_id BIGINT NOT NULL REFERENCES inspection (id),
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    duty TEXT NOT NULL,
    PRIMARY KEY (inspection_id, staff_id)
);
CREATE INDEX inspection_member_staff ON inspection_member (staff_id);
CREATE TABLE inspection_step (
    id BIGINT NOT NULL PRIMARY KEY,
    inspection_id BIGINT NOT NULL REFERENCES inspection (id),
    place BIGINT NOT NULL,
    task TEXT NOT NULL,
    sources TEXT NOT NULL,
    performer TEXT NOT NULL,
    staff_id BIGINT NULL REFERENCES staff (id),
    due_on DATE NULL
);
CREATE INDEX inspection_step_inspection ON inspection_step (inspection_id, place);
CREATE TABLE inspection_step_done (
    step_id BIGINT NOT NULL PRIMARY KEY REFERENCES inspection_step (id),
    done_on DATE NOT NULL,
    done_by TEXT NOT NULL,
    note TEXT NOT NULL,
    told_at TIMESTAMPTZ NOT NULL
);
