-- A row of the cyclogram («циклограмма»): a procedure of quality assurance in a school year.
CREATE TABLE procedure (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    place BIGINT NOT NULL,
    area TEXT NOT NULL,
    object TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    method TEXT NOT NULL,
    instrument TEXT NOT NULL,
    indicators TEXT NOT NULL,
    periodicity TEXT NOT NULL,
    starts_on DATE NULL,
    due_on DATE NULL,
    classes TEXT NOT NULL,
    subject_id BIGINT NULL REFERENCES subject (id),
    responsible_staff_id BIGINT NULL REFERENCES staff (id),
    responsible TEXT NOT NULL,
    performers TEXT NOT NULL,
    local_act TEXT NOT NULL,
    result_form TEXT NOT NULL,
    considered_at TEXT NOT NULL,
    decision_form TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX procedure_year ON procedure (school_year, place);
