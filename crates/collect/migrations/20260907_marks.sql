-- A mark for a term or the year («отметка за период»). `shown_average` is the average that the file printed beside it.
CREATE TABLE period_mark (
    school_year BIGINT NOT NULL,
    term TEXT NOT NULL,
    student_id BIGINT NOT NULL REFERENCES student (id),
    subject_id BIGINT NOT NULL REFERENCES subject (id),
    class_group_id BIGINT NOT NULL REFERENCES class_group (id),
    mark BIGINT NULL CHECK (mark BETWEEN 2 AND 5),
    standing TEXT NOT NULL CHECK (standing IN ('marked', 'not_assessed', 'exempt')),
    shown_average TEXT NULL,
    batch_id BIGINT NULL REFERENCES import_batch (id),
    sheet TEXT NOT NULL DEFAULT '',
    source_row BIGINT NULL,
    PRIMARY KEY (school_year, term, student_id, subject_id),
    CHECK ((standing = 'marked') = (mark IS NOT NULL))
);
CREATE INDEX period_mark_class ON period_mark (class_group_id, subject_id, term);
CREATE INDEX period_mark_batch ON period_mark (batch_id);

-- One mark of the gradebook. About a million rows a year, so it carries no foreign keys: the import resolves every id
-- before it writes, and removal asks this table first.
CREATE TABLE journal_mark (
    school_year BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    given_on DATE NOT NULL,
    ordinal BIGINT NOT NULL,
    class_group_id BIGINT NOT NULL,
    teacher_id BIGINT NULL,
    term TEXT NOT NULL,
    mark BIGINT NOT NULL,
    weight BIGINT NOT NULL,
    batch_id BIGINT NULL,
    source_row BIGINT NULL,
    PRIMARY KEY (school_year, student_id, subject_id, given_on, ordinal)
);

-- Counters of the gradebook, corrected in the transaction that writes the marks. Weights are in hundredths.
CREATE TABLE journal_tally (
    school_year BIGINT NOT NULL,
    term TEXT NOT NULL,
    class_group_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    mark BIGINT NOT NULL,
    mark_count BIGINT NOT NULL,
    weight_sum BIGINT NOT NULL,
    PRIMARY KEY (school_year, term, class_group_id, subject_id, mark)
);

-- A mark corrected by hand: a later import asks before it writes over it.
CREATE TABLE mark_correction (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    student_id BIGINT NOT NULL REFERENCES student (id),
    subject_id BIGINT NOT NULL REFERENCES subject (id),
    term TEXT NOT NULL,
    given_on DATE NULL,
    ordinal BIGINT NULL,
    entry_before TEXT NOT NULL,
    entry_after TEXT NOT NULL,
    batch_before BIGINT NULL,
    corrected_at TIMESTAMPTZ NOT NULL,
    corrected_by TEXT NOT NULL
);
CREATE INDEX mark_correction_student ON mark_correction (student_id, school_year);
