-- A collegial body («коллегиальный орган») and everybody who was ever a member, with dates.
CREATE TABLE collegial_body (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    functions TEXT NOT NULL,
    order_number TEXT NOT NULL,
    order_on DATE NULL,
    dissolved_on DATE NULL,
    version BIGINT NOT NULL
);
CREATE TABLE body_member (
    id BIGINT NOT NULL PRIMARY KEY,
    body_id BIGINT NOT NULL REFERENCES collegial_body (id),
    staff_id BIGINT NULL REFERENCES staff (id),
    name TEXT NOT NULL,
    seat TEXT NOT NULL,
    since DATE NOT NULL,
    until DATE NULL
);
CREATE INDEX body_member_body ON body_member (body_id, since);
