-- An order («приказ»): a draft until its signature exists.
CREATE TABLE administrative_order (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    heading TEXT NOT NULL,
    statement TEXT NOT NULL,
    control TEXT NOT NULL,
    drafted_at TIMESTAMPTZ NOT NULL,
    drafted_by TEXT NOT NULL
);
-- What is ordered: who, what, until when.
CREATE TABLE order_clause (
    id BIGINT NOT NULL PRIMARY KEY,
    order_id BIGINT NOT NULL REFERENCES administrative_order (id),
    place BIGINT NOT NULL,
    task TEXT NOT NULL,
    responsible_staff_id BIGINT NULL REFERENCES staff (id),
    responsible TEXT NOT NULL,
    due_on DATE NULL
);
CREATE INDEX order_clause_order ON order_clause (order_id, place);
-- A state is a row with who and when: signed under this number on this day.
CREATE TABLE order_signature (
    order_id BIGINT NOT NULL PRIMARY KEY REFERENCES administrative_order (id),
    number TEXT NOT NULL,
    signed_on DATE NOT NULL,
    post TEXT NOT NULL,
    signatory TEXT NOT NULL,
    signed_at TIMESTAMPTZ NOT NULL
);
-- An action item («поручение») is a clause of a signed order; here is when it was fulfilled, and by whose word.
CREATE TABLE clause_fulfilment (
    clause_id BIGINT NOT NULL PRIMARY KEY REFERENCES order_clause (id),
    fulfilled_on DATE NOT NULL,
    evidence TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    noted_at TIMESTAMPTZ NOT NULL
);
