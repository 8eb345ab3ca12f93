-- The report («справка») of an inspection: its words, findings, recommendations, states, and the figures as they were on
-- the day it was signed.
CREATE TABLE inspection_report (
    inspection_id BIGINT NOT NULL PRIMARY KEY REFERENCES inspection (id),
    studied TEXT NOT NULL,
    facts TEXT NOT NULL,
    comparison TEXT NOT NULL,
    causes TEXT NOT NULL,
    recheck_on DATE NULL,
    version BIGINT NOT NULL,
    saved_at TIMESTAMPTZ NULL,
    saved_by TEXT NOT NULL
);
CREATE TABLE inspection_finding (
    id BIGINT NOT NULL PRIMARY KEY,
    inspection_id BIGINT NOT NULL REFERENCES inspection (id),
    place BIGINT NOT NULL,
    sentence TEXT NOT NULL
);
CREATE INDEX inspection_finding_inspection ON inspection_finding (inspection_id, place);
CREATE TABLE inspection_recommendation (
    id BIGINT NOT NULL PRIMARY KEY,
    inspection_id BIGINT NOT NULL REFERENCES inspection (id),
    place BIGINT NOT NULL,
    task TEXT NOT NULL,
    responsible_staff_id BIGINT NULL REFERENCES staff (id),
    responsible TEXT NOT NULL,
    due_on DATE NULL
);
CREATE INDEX inspection_recommendation_inspection ON inspection_recommendation (inspection_id, place);
CREATE TABLE inspection_report_state (
    inspection_id BIGINT NOT NULL REFERENCES inspection (id),
    ordinal BIGINT NOT NULL,
    state TEXT NOT NULL,
    remark TEXT NOT NULL,
    set_at TIMESTAMPTZ NOT NULL,
    set_by TEXT NOT NULL,
    PRIMARY KEY (inspection_id, ordinal)
);
CREATE TABLE inspection_report_signature (
    inspection_id BIGINT NOT NULL PRIMARY KEY REFERENCES inspection (id),
    signed_on DATE NOT NULL,
    post TEXT NOT NULL,
    signatory TEXT NOT NULL,
    signed_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE inspection_figure (
    inspection_id BIGINT NOT NULL REFERENCES inspection (id),
    ordinal BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    norm TEXT NOT NULL,
    value TEXT NOT NULL,
    exact TEXT NOT NULL,
    part TEXT NOT NULL,
    whole TEXT NOT NULL,
    n BIGINT NULL,
    reason TEXT NOT NULL,
    level TEXT NOT NULL,
    earlier TEXT NOT NULL,
    earlier_exact TEXT NOT NULL,
    change TEXT NOT NULL,
    direction TEXT NOT NULL,
    note TEXT NOT NULL,
    formula TEXT NOT NULL,
    pack TEXT NOT NULL,
    href TEXT NOT NULL,
    as_of DATE NOT NULL,
    computed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (inspection_id, ordinal)
);
CREATE TABLE inspection_acquaintance (
    inspection_id BIGINT NOT NULL REFERENCES inspection (id),
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    added_at TIMESTAMPTZ NOT NULL,
    added_by TEXT NOT NULL,
    PRIMARY KEY (inspection_id, staff_id)
);
CREATE INDEX inspection_acquaintance_staff ON inspection_acquaintance (staff_id);
CREATE TABLE inspection_acknowledgement (
    inspection_id BIGINT NOT NULL REFERENCES inspection (id),
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    acknowledged_on DATE NOT NULL,
    acknowledged_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (inspection_id, staff_id)
);
