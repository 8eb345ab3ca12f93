-- An action item («поручение»): what a decision asks of somebody until a day. Its source is a signed order, an adopted
-- resolution, a corrective action; it is opened in the same change as the source takes effect.
CREATE TABLE action_item (
    id BIGINT NOT NULL PRIMARY KEY,
    school_year BIGINT NOT NULL,
    source_kind TEXT NOT NULL,
    source_id BIGINT NOT NULL,
    source_title TEXT NOT NULL,
    place BIGINT NOT NULL,
    task TEXT NOT NULL,
    responsible_staff_id BIGINT NULL REFERENCES staff (id),
    responsible TEXT NOT NULL,
    due_on DATE NULL,
    opened_on DATE NOT NULL
);
CREATE INDEX action_item_source ON action_item (source_kind, source_id, place);
CREATE INDEX action_item_year ON action_item (school_year, due_on);
CREATE INDEX action_item_person ON action_item (responsible_staff_id, due_on);
-- Until now the clauses of signed orders were the action items.
INSERT INTO action_item (id, school_year, source_kind, source_id, source_title, place, task, responsible_staff_id,
    responsible, due_on, opened_on)
SELECT c.id, o.school_year, 'administrative_order', o.id, 'Приказ № ' || s.number, c.place, c.task, c.responsible_staff_id,
    c.responsible, c.due_on, s.signed_on
FROM order_clause c JOIN administrative_order o ON o.id = c.order_id JOIN order_signature s ON s.order_id = o.id;
