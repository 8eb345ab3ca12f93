INSERT INTO reminder (item_id, staff_id, urgency, due_on, week, sent_at)
VALUES (9017, 9018, 'overdue', '2024-12-20', 1, '2024-12-28T08:00:00+00:00');
