INSERT INTO action_item_request (item_id, ordinal, act, due_from, due_to, words, made_by, made_at)
VALUES (9017, 1, 'ask', '2024-12-20', '2024-12-27', 'Карантин в 8Б', 'Орлова А. В.', '2024-12-12T08:00:00+00:00');
INSERT INTO action_item_evidence_withdrawal (evidence_id, reason, withdrawn_by, withdrawn_at)
VALUES (9017, 'Приложен не тот журнал', 'Орлова А. В.', '2024-11-21T08:00:00+00:00');
