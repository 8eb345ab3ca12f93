-- The mail server of the school; there is at most one. The password is never shown again.
CREATE TABLE mail_server (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    host TEXT NOT NULL,
    port BIGINT NOT NULL,
    security TEXT NOT NULL,
    username TEXT NOT NULL,
    password TEXT NOT NULL,
    sender TEXT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by TEXT NOT NULL
);
-- Where members of staff read their letters.
CREATE TABLE staff_email (
    staff_id BIGINT NOT NULL PRIMARY KEY REFERENCES staff (id),
    address TEXT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by TEXT NOT NULL
);
-- Each reminder goes out once: of this item, because of this day, with this urgency.
CREATE TABLE sent_reminder (
    item_id BIGINT NOT NULL REFERENCES action_item (id),
    urgency TEXT NOT NULL,
    due_on DATE NOT NULL,
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    sent_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (item_id, urgency, due_on)
);
-- How sending went: letters sent, letters not sent, and why not.
CREATE TABLE mail_run (
    id BIGINT NOT NULL PRIMARY KEY,
    ran_at TIMESTAMPTZ NOT NULL,
    letters BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX mail_run_at ON mail_run (ran_at);
