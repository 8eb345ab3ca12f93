-- A secret link to the cyclogram for calendar programs. Of the secret only its hash is kept.
CREATE TABLE calendar_feed (
    id BIGINT NOT NULL PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES account (id),
    staff_id BIGINT NULL REFERENCES staff (id),
    made_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ NULL
);
CREATE INDEX calendar_feed_account ON calendar_feed (account_id);
