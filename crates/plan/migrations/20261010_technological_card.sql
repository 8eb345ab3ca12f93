-- A technological card («технологическая карта») of a procedure: what is looked at, by which methods, in which steps.
CREATE TABLE technological_card (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    basis TEXT NOT NULL,
    purpose TEXT NOT NULL,
    object TEXT NOT NULL,
    matter TEXT NOT NULL,
    methods TEXT NOT NULL,
    instruments TEXT NOT NULL,
    sample TEXT NOT NULL,
    outputs TEXT NOT NULL,
    considered_at TEXT NOT NULL,
    recheck_days BIGINT NULL,
    procedure_id BIGINT NULL REFERENCES procedure (id),
    source TEXT NOT NULL,
    version BIGINT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by TEXT NOT NULL
);
CREATE TABLE card_indicator (
    card_id BIGINT NOT NULL REFERENCES technological_card (id),
    place BIGINT NOT NULL,
    code TEXT NOT NULL,
    norm TEXT NOT NULL,
    PRIMARY KEY (card_id, place)
);
CREATE TABLE card_step (
    card_id BIGINT NOT NULL REFERENCES technological_card (id),
    place BIGINT NOT NULL,
    task TEXT NOT NULL,
    sources TEXT NOT NULL,
    performer TEXT NOT NULL,
    days BIGINT NOT NULL,
    PRIMARY KEY (card_id, place)
);
