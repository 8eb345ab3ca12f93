-- The pedagogical council adopted the cyclogram of a school year («утверждена педсоветом, протокол № … от …»).
CREATE TABLE calendar_adoption (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    minutes_number TEXT NOT NULL,
    adopted_on DATE NOT NULL,
    noted_by TEXT NOT NULL,
    noted_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX calendar_adoption_year ON calendar_adoption (school_year, id);
