-- A doer asks for a later day («просьба о переносе срока»); another leader grants or declines. The last row is how it stands.
CREATE TABLE action_item_request (
    item_id BIGINT NOT NULL REFERENCES action_item (id),
    ordinal BIGINT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('ask', 'grant', 'decline')),
    due_from DATE NULL,
    due_to DATE NULL,
    words TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (item_id, ordinal)
);
-- A piece of evidence that its author took back before it was accepted: it is told of, but no longer shown.
CREATE TABLE action_item_evidence_withdrawal (
    evidence_id BIGINT NOT NULL PRIMARY KEY REFERENCES action_item_evidence (id),
    reason TEXT NOT NULL,
    withdrawn_by TEXT NOT NULL,
    withdrawn_at TIMESTAMPTZ NOT NULL
);
-- What somebody accepted together of late may be taken back.
CREATE INDEX action_item_step_together ON action_item_step (made_at) WHERE bulk_id IS NOT NULL;
