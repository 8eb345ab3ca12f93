-- What became of an action item («поручение»), step by step: begun, shown, accepted, returned. No step yet: it is new.
CREATE TABLE action_item_step (
    item_id BIGINT NOT NULL REFERENCES action_item (id),
    ordinal BIGINT NOT NULL,
    act TEXT NOT NULL,
    state TEXT NOT NULL,
    remark TEXT NOT NULL,
    bulk_id BIGINT NULL,
    made_by TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (item_id, ordinal)
);
CREATE INDEX action_item_step_bulk ON action_item_step (bulk_id);
-- The last step of each item: lists ask for it. A test counts again.
CREATE TABLE action_item_standing (
    item_id BIGINT NOT NULL PRIMARY KEY REFERENCES action_item (id),
    state TEXT NOT NULL,
    ordinal BIGINT NOT NULL
);
CREATE INDEX action_item_standing_state ON action_item_standing (state, item_id);
-- How far one is, in words.
CREATE TABLE action_item_note (
    id BIGINT NOT NULL PRIMARY KEY,
    item_id BIGINT NOT NULL REFERENCES action_item (id),
    words TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX action_item_note_item ON action_item_note (item_id, made_at);
-- By what it is seen that it was done («свидетельство»): the day it is about, and the moment it came.
CREATE TABLE action_item_evidence (
    id BIGINT NOT NULL PRIMARY KEY,
    item_id BIGINT NOT NULL REFERENCES action_item (id),
    words TEXT NOT NULL,
    link TEXT NOT NULL,
    file_sha256 TEXT NULL REFERENCES stored_file (sha256),
    file_name TEXT NOT NULL,
    effective_on DATE NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    added_by TEXT NOT NULL
);
CREATE INDEX action_item_evidence_item ON action_item_evidence (item_id, received_at);
-- Each postponement, with the day it moved from and the reason.
CREATE TABLE action_item_postponement (
    item_id BIGINT NOT NULL REFERENCES action_item (id),
    ordinal BIGINT NOT NULL,
    due_from DATE NULL,
    due_to DATE NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (item_id, ordinal)
);
-- What was noted as fulfilled until now was confirmed by a leader.
INSERT INTO action_item_step (item_id, ordinal, act, state, remark, bulk_id, made_by, made_at)
SELECT item_id, 1, 'confirm', 'done', evidence, NULL, noted_by, noted_at FROM action_item_fulfilment;
INSERT INTO action_item_standing (item_id, state, ordinal) SELECT item_id, 'done', 1 FROM action_item_fulfilment;
