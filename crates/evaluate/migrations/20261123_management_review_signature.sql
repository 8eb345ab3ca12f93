-- An edition of the review of a year that was signed, with the content as it was that day.
CREATE TABLE management_review_signature (
    school_year BIGINT NOT NULL,
    edition BIGINT NOT NULL,
    number TEXT NOT NULL,
    signed_on DATE NOT NULL,
    signatory TEXT NOT NULL,
    content_json TEXT NOT NULL,
    signed_at TIMESTAMPTZ NOT NULL,
    signed_by TEXT NOT NULL,
    PRIMARY KEY (school_year, edition)
);
-- That work on the next edition has begun after this one was signed, and why.
CREATE TABLE management_review_reopening (
    school_year BIGINT NOT NULL,
    edition BIGINT NOT NULL,
    reason TEXT NOT NULL,
    reopened_at TIMESTAMPTZ NOT NULL,
    reopened_by TEXT NOT NULL,
    PRIMARY KEY (school_year, edition)
);
