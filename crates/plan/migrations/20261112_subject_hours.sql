-- How many hours a year the curriculum («учебный план») gives to a subject in a year group.
CREATE TABLE subject_hours (
    school_year BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    year_group BIGINT NOT NULL,
    hours BIGINT NOT NULL,
    PRIMARY KEY (school_year, subject_id, year_group)
);
