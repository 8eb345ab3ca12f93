-- When an action item was fulfilled, and by whose word. Until now orders kept this of their clauses.
CREATE TABLE action_item_fulfilment (
    item_id BIGINT NOT NULL PRIMARY KEY REFERENCES action_item (id),
    fulfilled_on DATE NOT NULL,
    evidence TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    noted_at TIMESTAMPTZ NOT NULL
);
INSERT INTO action_item_fulfilment (item_id, fulfilled_on, evidence, noted_by, noted_at)
SELECT clause_id, fulfilled_on, evidence, noted_by, noted_at FROM clause_fulfilment;
DROP TABLE clause_fulfilment;
