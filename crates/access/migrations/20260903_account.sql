-- Accounts and what they may do.
CREATE TABLE account (
    id BIGINT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL,
    login_key TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    display_name TEXT NOT NULL,
    staff_id BIGINT NULL,
    blocked_at TIMESTAMPTZ NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE account_role (
    account_id BIGINT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    PRIMARY KEY (account_id, role)
);
-- Whose results a parent (or the pupil) may see.
CREATE TABLE account_student (
    account_id BIGINT NOT NULL REFERENCES account (id),
    student_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, student_id)
);
-- A signed-in browser. The cookie holds the token; the table holds only its hash.
CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    created_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX session_account ON session (account_id);
-- One-time invitation: whoever brings the code makes an account with these roles.
CREATE TABLE invitation (
    id BIGINT NOT NULL PRIMARY KEY,
    code_hash TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    staff_id BIGINT NULL,
    roles TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ NULL,
    withdrawn_at TIMESTAMPTZ NULL
);
-- Failed attempts to sign in, for slowing down the next ones.
CREATE TABLE sign_in_failure (
    id BIGINT NOT NULL PRIMARY KEY,
    login_key TEXT NOT NULL,
    address TEXT NOT NULL,
    failed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sign_in_failure_login ON sign_in_failure (login_key, failed_at);
