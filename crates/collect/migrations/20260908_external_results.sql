-- A paper that students sat («ВПР 2026 Русский язык 4 класс»), its items, its results and the points for each item.
CREATE TABLE assessed_paper (
    id BIGINT NOT NULL PRIMARY KEY,
    programme TEXT NOT NULL CHECK (programme IN ('vpr')),
    school_year BIGINT NOT NULL REFERENCES school_year (school_year),
    subject_id BIGINT NOT NULL REFERENCES subject (id),
    subject_name TEXT NOT NULL,
    year_group BIGINT NOT NULL CHECK (year_group BETWEEN 1 AND 11),
    held_on DATE NOT NULL,
    max_primary BIGINT NOT NULL CHECK (max_primary > 0),
    title TEXT NOT NULL,
    batch_id BIGINT NULL REFERENCES import_batch (id),
    UNIQUE (programme, school_year, subject_id, year_group, title)
);

CREATE TABLE paper_item (
    id BIGINT NOT NULL PRIMARY KEY,
    paper_id BIGINT NOT NULL REFERENCES assessed_paper (id),
    position BIGINT NOT NULL,
    label TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('base', 'raised', 'high')),
    max_points BIGINT NOT NULL CHECK (max_points > 0),
    UNIQUE (paper_id, position)
);

CREATE TABLE paper_result (
    id BIGINT NOT NULL PRIMARY KEY,
    paper_id BIGINT NOT NULL REFERENCES assessed_paper (id),
    code TEXT NOT NULL,
    class_name TEXT NOT NULL,
    class_group_id BIGINT NULL REFERENCES class_group (id),
    student_id BIGINT NULL REFERENCES student (id),
    variant TEXT NOT NULL DEFAULT '',
    primary_score BIGINT NULL,
    mark BIGINT NULL CHECK (mark BETWEEN 2 AND 5),
    journal_mark BIGINT NULL CHECK (journal_mark BETWEEN 2 AND 5),
    sheet TEXT NOT NULL,
    source_row BIGINT NULL,
    batch_id BIGINT NULL REFERENCES import_batch (id),
    UNIQUE (paper_id, code)
);
CREATE INDEX paper_result_class ON paper_result (class_group_id);
CREATE INDEX paper_result_batch ON paper_result (batch_id);

-- Points for one item; NULL is «X»: not attempted, or not in this variant.
CREATE TABLE item_point (
    result_id BIGINT NOT NULL REFERENCES paper_result (id),
    item_id BIGINT NOT NULL REFERENCES paper_item (id),
    points BIGINT NULL,
    PRIMARY KEY (result_id, item_id)
);
CREATE INDEX item_point_item ON item_point (item_id);

CREATE TABLE exam_result (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL REFERENCES school_year (school_year),
    exam TEXT NOT NULL CHECK (exam IN ('oge', 'ege')),
    subject_id BIGINT NOT NULL REFERENCES subject (id),
    variant TEXT NOT NULL DEFAULT '' CHECK (variant IN ('', 'base', 'profile')),
    student_id BIGINT NOT NULL REFERENCES student (id),
    class_group_id BIGINT NOT NULL REFERENCES class_group (id),
    primary_score BIGINT NULL,
    score BIGINT NULL,
    mark BIGINT NULL CHECK (mark BETWEEN 2 AND 5),
    passed BOOLEAN NULL,
    held_on DATE NULL,
    batch_id BIGINT NULL REFERENCES import_batch (id),
    sheet TEXT NOT NULL DEFAULT '',
    source_row BIGINT NULL,
    UNIQUE (school_year, exam, subject_id, variant, student_id)
);
CREATE INDEX exam_result_batch ON exam_result (batch_id);

CREATE TABLE achievement (
    id BIGINT NOT NULL PRIMARY KEY,
    student_id BIGINT NOT NULL REFERENCES student (id),
    event TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('school', 'municipal', 'regional', 'federal', 'international')),
    result TEXT NOT NULL CHECK (result IN ('participant', 'prize', 'winner')),
    held_on DATE NOT NULL,
    batch_id BIGINT NULL REFERENCES import_batch (id),
    sheet TEXT NOT NULL DEFAULT '',
    source_row BIGINT NULL,
    UNIQUE (student_id, event, level, held_on)
);
CREATE INDEX achievement_batch ON achievement (batch_id);
