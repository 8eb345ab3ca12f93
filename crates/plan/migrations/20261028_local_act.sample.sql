INSERT INTO local_act (id, kind, title, number, edition, replaces_id, body_text, appendices, file_sha256, file_name, valid_from, valid_until, version)
VALUES (1, 'regulation', 'Положение о ВСОКО', '17', 1, NULL, '1. Общие положения', '', '', '', '2024-09-01', '2027-08-31', 1);
INSERT INTO local_act_step (act_id, ordinal, act, done_on, body_id, who, document, recorded_at, recorded_by)
VALUES (1, 1, 'consider', '2024-08-28', NULL, 'Методический совет', 'протокол № 1', '2024-08-28T08:00:00+00:00', 'Орлова А. В.');
INSERT INTO local_act_reader (act_id, staff_id, acknowledged_at) VALUES (1, 1, NULL);
