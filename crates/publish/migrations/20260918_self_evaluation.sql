-- What people wrote into a report, by section. A new text is a new row: the last one stands, the others are history.
CREATE TABLE report_paragraph (
    kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    section TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    text TEXT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    written_by TEXT NOT NULL,
    PRIMARY KEY (kind, year, section, ordinal)
);
-- An edition («редакция»): everything that a report showed on the day it was made. It is never changed.
CREATE TABLE report_edition (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    as_of DATE NOT NULL,
    made_on DATE NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    made_by TEXT NOT NULL,
    content_json TEXT NOT NULL,
    heading_pages TEXT NOT NULL,
    UNIQUE (kind, year, number)
);
-- considered, approved, published, withdrawn: by whose word, by what paper, when. The last row is the state.
CREATE TABLE report_edition_state (
    edition_id BIGINT NOT NULL REFERENCES report_edition (id),
    ordinal BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('considered', 'approved', 'published', 'withdrawn')),
    body TEXT NOT NULL,
    number TEXT NOT NULL,
    dated DATE NOT NULL,
    set_on DATE NOT NULL,
    set_at TIMESTAMPTZ NOT NULL,
    set_by TEXT NOT NULL,
    PRIMARY KEY (edition_id, ordinal)
);
