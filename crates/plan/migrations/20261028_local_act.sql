-- A local act («локальный нормативный акт») in one edition; the steps by which it came into force; who has to know it.
CREATE TABLE local_act (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    number TEXT NOT NULL,
    edition BIGINT NOT NULL,
    replaces_id BIGINT NULL REFERENCES local_act (id),
    body_text TEXT NOT NULL,
    appendices TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    valid_from DATE NULL,
    valid_until DATE NULL,
    version BIGINT NOT NULL
);
CREATE TABLE local_act_step (
    act_id BIGINT NOT NULL REFERENCES local_act (id),
    ordinal BIGINT NOT NULL,
    act TEXT NOT NULL,
    done_on DATE NOT NULL,
    body_id BIGINT NULL REFERENCES collegial_body (id),
    who TEXT NOT NULL,
    document TEXT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (act_id, ordinal)
);
CREATE TABLE local_act_reader (
    act_id BIGINT NOT NULL REFERENCES local_act (id),
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    acknowledged_at TIMESTAMPTZ NULL,
    PRIMARY KEY (act_id, staff_id)
);
