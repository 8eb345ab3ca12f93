-- The details of a step (day, body, minutes or order) put right afterwards, and why. The step itself says what is right.
CREATE TABLE local_act_correction (
    id BIGINT NOT NULL PRIMARY KEY,
    act_id BIGINT NOT NULL REFERENCES local_act (id),
    ordinal BIGINT NOT NULL,
    said_before TEXT NOT NULL,
    reason TEXT NOT NULL,
    corrected_at TIMESTAMPTZ NOT NULL,
    corrected_by TEXT NOT NULL
);
CREATE INDEX local_act_correction_act ON local_act_correction (act_id, ordinal);
