INSERT INTO action_item_step (item_id, ordinal, act, state, remark, bulk_id, made_by, made_at)
VALUES (9108, 1, 'begin', 'in_progress', '', NULL, 'Орлова А. В.', '2024-11-15T08:00:00+00:00'),
    (9108, 2, 'submit', 'under_review', 'Собраны', NULL, 'Орлова А. В.', '2024-11-16T08:00:00+00:00');
