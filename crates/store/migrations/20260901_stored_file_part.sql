-- The parts of a long file, whose own content is empty then.
CREATE TABLE stored_file_part (
    sha256 TEXT NOT NULL REFERENCES stored_file (sha256) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (sha256, ordinal)
);
