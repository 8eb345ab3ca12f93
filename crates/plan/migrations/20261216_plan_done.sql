-- «Выполнено»: a row of a plan (a procedure of the cyclogram, an activity of the roadmap) was done, on which day, and what
-- shows it.
CREATE TABLE plan_done (
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    school_year BIGINT NOT NULL,
    done_on DATE NOT NULL,
    note TEXT NOT NULL,
    noted_at TIMESTAMPTZ NOT NULL,
    noted_by TEXT NOT NULL,
    PRIMARY KEY (subject_kind, subject_id)
);
CREATE INDEX plan_done_year ON plan_done (subject_kind, school_year);
