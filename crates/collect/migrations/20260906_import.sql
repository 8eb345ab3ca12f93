-- One import of one sheet of facts: which file, which year, what came of it. Undoing it is a state, not a removal.
CREATE TABLE import_batch (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    school_year BIGINT NULL,
    file_sha256 TEXT NOT NULL REFERENCES stored_file (sha256),
    file_name TEXT NOT NULL,
    sheet TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('applied', 'undone')),
    rows_read BIGINT NOT NULL,
    created_count BIGINT NOT NULL,
    changed_count BIGINT NOT NULL,
    skipped_count BIGINT NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL,
    applied_by TEXT NOT NULL,
    undone_at TIMESTAMPTZ NULL,
    undone_by TEXT NULL
);

-- What was odd about the file and what a person decided about it. `times` counts further occurrences of the same.
CREATE TABLE import_discrepancy (
    id BIGINT NOT NULL PRIMARY KEY,
    batch_id BIGINT NOT NULL REFERENCES import_batch (id),
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
    code TEXT NOT NULL,
    sheet TEXT NOT NULL,
    row_number BIGINT NULL,
    column_name TEXT NULL,
    cell_text TEXT NULL,
    message TEXT NOT NULL,
    times BIGINT NOT NULL DEFAULT 1,
    resolution TEXT NULL
);
CREATE INDEX import_discrepancy_batch ON import_discrepancy (batch_id);

-- What undoing puts back: the row as it was, or nothing when the batch made it (rows of facts know their batch
-- themselves; what is listed as made here are classes, subjects, years and the like).
CREATE TABLE import_before (
    batch_id BIGINT NOT NULL REFERENCES import_batch (id),
    ordinal BIGINT NOT NULL,
    target TEXT NOT NULL,
    before_json TEXT NOT NULL,
    before_batch_id BIGINT NULL,
    PRIMARY KEY (batch_id, ordinal)
);
CREATE INDEX import_before_previous ON import_before (before_batch_id);

-- How the columns of a long table were matched, offered again for a table with the same header.
CREATE TABLE mapping_profile (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    header_key TEXT NOT NULL,
    mapping_json TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (kind, header_key)
);

-- An upload between the file and the decision to apply it: the answers given so far.
CREATE TABLE import_draft (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NULL,
    file_sha256 TEXT NOT NULL REFERENCES stored_file (sha256),
    file_name TEXT NOT NULL,
    school_year BIGINT NULL,
    mapping_json TEXT NOT NULL,
    answers_json TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

-- Who a person said a written name belongs to; `class_group_id` is 0 for staff. The next file asks no more.
CREATE TABLE name_decision (
    spelling TEXT NOT NULL,
    class_group_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    batch_id BIGINT NOT NULL REFERENCES import_batch (id),
    decided_by TEXT NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (spelling, class_group_id)
);
CREATE INDEX name_decision_person ON name_decision (person_id);
