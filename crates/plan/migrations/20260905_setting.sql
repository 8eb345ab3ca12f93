-- What the school sets for itself, by name; the program knows the default and the meaning of every name.
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL
);
