-- Original files as they were uploaded, addressed by their content.
CREATE TABLE stored_file (
    sha256 TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    content BYTEA NOT NULL,
    stored_at TIMESTAMPTZ NOT NULL
);
