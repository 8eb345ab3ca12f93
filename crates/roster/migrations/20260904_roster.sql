-- The school itself: one row, because one school is one database.
CREATE TABLE school (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL DEFAULT '',
    locality TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    founder TEXT NOT NULL DEFAULT '',
    principal_name TEXT NOT NULL DEFAULT '',
    okpo TEXT NOT NULL DEFAULT ''
);

CREATE TABLE school_year (
    school_year BIGINT NOT NULL PRIMARY KEY,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    CHECK (starts_on < ends_on)
);

-- Terms of all schemes stand side by side: quarters for years 2–9, half-years for 10–11.
CREATE TABLE school_term (
    school_year BIGINT NOT NULL REFERENCES school_year (school_year),
    code TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    PRIMARY KEY (school_year, code),
    CHECK (starts_on < ends_on)
);

CREATE TABLE staff (
    id BIGINT NOT NULL PRIMARY KEY,
    surname TEXT NOT NULL,
    given_name TEXT NOT NULL,
    patronymic TEXT NOT NULL DEFAULT '',
    name_key TEXT NOT NULL,
    birth_on DATE NULL,
    sex TEXT NULL CHECK (sex IN ('f', 'm')),
    position TEXT NOT NULL DEFAULT '',
    staff_kind TEXT NOT NULL DEFAULT 'pedagogical' CHECK (staff_kind IN ('pedagogical', 'administrative', 'other')),
    education TEXT NULL CHECK (education IN ('higher', 'vocational', 'other')),
    education_is_pedagogical BOOLEAN NULL,
    category TEXT NULL CHECK (category IN ('highest', 'first', 'none')),
    category_on DATE NULL,
    experience_years BIGINT NULL CHECK (experience_years >= 0),
    experience_on DATE NULL,
    employed_from DATE NULL,
    left_on DATE NULL,
    batch_id BIGINT NULL,
    source_row BIGINT NULL
);
CREATE INDEX staff_name ON staff (name_key);

CREATE TABLE staff_course (
    id BIGINT NOT NULL PRIMARY KEY,
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    title TEXT NOT NULL,
    hours BIGINT NULL,
    completed_on DATE NOT NULL,
    is_fgos BOOLEAN NOT NULL,
    batch_id BIGINT NULL,
    source_row BIGINT NULL
);
CREATE INDEX staff_course_staff ON staff_course (staff_id);

CREATE TABLE class_group (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL REFERENCES school_year (school_year),
    year_group BIGINT NOT NULL CHECK (year_group BETWEEN 1 AND 11),
    letter TEXT NOT NULL,
    name TEXT NOT NULL,
    term_scheme TEXT NOT NULL CHECK (term_scheme IN ('quarters', 'half_years', 'trimesters')),
    homeroom_staff_id BIGINT NULL REFERENCES staff (id),
    is_advanced BOOLEAN NOT NULL DEFAULT FALSE,
    is_profile BOOLEAN NOT NULL DEFAULT FALSE,
    is_distance BOOLEAN NOT NULL DEFAULT FALSE,
    is_network BOOLEAN NOT NULL DEFAULT FALSE,
    UNIQUE (school_year, name)
);
CREATE INDEX class_group_homeroom ON class_group (homeroom_staff_id);

CREATE TABLE subject (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    short_name TEXT NOT NULL,
    position BIGINT NOT NULL,
    is_marked BOOLEAN NOT NULL DEFAULT TRUE
);

CREATE TABLE subject_alias (
    alias_key TEXT NOT NULL PRIMARY KEY,
    alias TEXT NOT NULL,
    subject_id BIGINT NOT NULL REFERENCES subject (id)
);
CREATE INDEX subject_alias_subject ON subject_alias (subject_id);

CREATE TABLE student (
    id BIGINT NOT NULL PRIMARY KEY,
    surname TEXT NOT NULL,
    given_name TEXT NOT NULL,
    patronymic TEXT NOT NULL DEFAULT '',
    name_key TEXT NOT NULL,
    birth_on DATE NULL,
    sex TEXT NULL CHECK (sex IN ('f', 'm')),
    batch_id BIGINT NULL,
    source_row BIGINT NULL
);
CREATE INDEX student_name ON student (name_key);

-- Dated enrolment («контингент»): from the first day until the day after the last; intervals of one student never overlap.
CREATE TABLE enrolment (
    id BIGINT NOT NULL PRIMARY KEY,
    student_id BIGINT NOT NULL REFERENCES student (id),
    class_group_id BIGINT NOT NULL REFERENCES class_group (id),
    from_on DATE NOT NULL,
    until_on DATE NULL,
    batch_id BIGINT NULL,
    UNIQUE (student_id, from_on),
    CHECK (until_on IS NULL OR from_on < until_on)
);
CREATE INDEX enrolment_class ON enrolment (class_group_id);

CREATE TABLE teaching (
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    class_group_id BIGINT NOT NULL REFERENCES class_group (id),
    subject_id BIGINT NOT NULL REFERENCES subject (id),
    batch_id BIGINT NULL,
    PRIMARY KEY (staff_id, class_group_id, subject_id)
);
CREATE INDEX teaching_class ON teaching (class_group_id, subject_id);

CREATE TABLE methodological_association (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    head_staff_id BIGINT NULL REFERENCES staff (id)
);

CREATE TABLE association_subject (
    association_id BIGINT NOT NULL REFERENCES methodological_association (id),
    subject_id BIGINT NOT NULL REFERENCES subject (id),
    PRIMARY KEY (association_id, subject_id)
);

-- Which class × subject a member of staff sees: what she teaches, all subjects of her own class, and, as the head of an
-- association, its subjects in every class.
CREATE VIEW scope_cell AS
SELECT t.staff_id AS staff_id, t.class_group_id AS class_group_id, t.subject_id AS subject_id
FROM teaching t
UNION
SELECT c.homeroom_staff_id AS staff_id, c.id AS class_group_id, s.id AS subject_id
FROM class_group c CROSS JOIN subject s
WHERE c.homeroom_staff_id IS NOT NULL
UNION
SELECT a.head_staff_id AS staff_id, c.id AS class_group_id, b.subject_id AS subject_id
FROM methodological_association a
JOIN association_subject b ON b.association_id = a.id
CROSS JOIN class_group c
WHERE a.head_staff_id IS NOT NULL;

-- Which students a member of staff sees by name: those of the classes she teaches and of her own class.
CREATE VIEW scope_student AS
SELECT t.staff_id AS staff_id, e.student_id AS student_id
FROM teaching t
JOIN enrolment e ON e.class_group_id = t.class_group_id
UNION
SELECT c.homeroom_staff_id AS staff_id, e.student_id AS student_id
FROM class_group c
JOIN enrolment e ON e.class_group_id = c.id
WHERE c.homeroom_staff_id IS NOT NULL;
