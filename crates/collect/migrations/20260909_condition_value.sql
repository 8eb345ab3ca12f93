-- A number of the school's conditions on a day, as an exact fraction; yes and no are 1 and 0.
CREATE TABLE condition_value (
    code TEXT NOT NULL,
    as_of DATE NOT NULL,
    number_numerator BIGINT NOT NULL,
    number_denominator BIGINT NOT NULL CHECK (number_denominator > 0),
    entered_by TEXT NOT NULL,
    entered_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (code, as_of)
);
