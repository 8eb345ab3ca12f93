-- The days of the national tests («ВПР») of a school year, as the school has entered them.
CREATE TABLE vpr_window (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    year_groups TEXT NOT NULL,
    source TEXT NOT NULL
);
CREATE INDEX vpr_window_year ON vpr_window (school_year, starts_on);
