-- Each reminder goes out once: to this person, of this item, because of this day, with this urgency, in this week. What is
-- late is told again each week, and whoever is given an item is told though somebody before was.
CREATE TABLE reminder (
    item_id BIGINT NOT NULL REFERENCES action_item (id),
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    urgency TEXT NOT NULL,
    due_on DATE NOT NULL,
    week BIGINT NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (item_id, staff_id, urgency, due_on, week)
);
CREATE INDEX reminder_staff ON reminder (staff_id);
INSERT INTO reminder (item_id, staff_id, urgency, due_on, week, sent_at)
SELECT item_id, staff_id, urgency, due_on, 0, sent_at FROM sent_reminder;
DROP TABLE sent_reminder;
