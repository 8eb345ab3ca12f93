-- At which lesson of the day a work of the cyclogram is written, and how many lessons it takes.
CREATE TABLE work_lesson (
    procedure_id BIGINT NOT NULL PRIMARY KEY,
    lesson BIGINT NULL,
    lessons_that_day BIGINT NULL,
    takes BIGINT NOT NULL
);
