-- Who found a nonconformity. Those of earlier versions have no row.
CREATE TABLE nonconformity_finding (
    nonconformity_id BIGINT NOT NULL PRIMARY KEY REFERENCES nonconformity (id),
    account_id BIGINT NULL,
    found_by TEXT NOT NULL,
    found_at TIMESTAMPTZ NOT NULL
);
-- The plan that an action belongs to: 2 is the one that was made after the nonconformity was opened again. No row is 1.
CREATE TABLE nonconformity_action_round (
    action_id BIGINT NOT NULL PRIMARY KEY REFERENCES nonconformity_action (id),
    round BIGINT NOT NULL
);
