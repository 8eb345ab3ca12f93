-- What the management concludes about each part of its review of a year; the numbers beside it are counted anew each time.
CREATE TABLE management_review_text (
    school_year BIGINT NOT NULL,
    section TEXT NOT NULL,
    words TEXT NOT NULL,
    version BIGINT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    written_by TEXT NOT NULL,
    PRIMARY KEY (school_year, section)
);
