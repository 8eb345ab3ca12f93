-- A row of the action plan («дорожная карта») of a school year, numbered as the school numbers it.
CREATE TABLE action_plan_row (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    place BIGINT NOT NULL,
    number TEXT NOT NULL,
    activity TEXT NOT NULL,
    expected TEXT NOT NULL,
    responsible TEXT NOT NULL,
    period TEXT NOT NULL,
    starts_on DATE NULL,
    ends_on DATE NULL,
    version BIGINT NOT NULL
);
CREATE INDEX action_plan_row_year ON action_plan_row (school_year, place);
