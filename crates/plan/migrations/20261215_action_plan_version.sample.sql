INSERT INTO action_plan_batch (id, school_year, origin, made_at, made_by, undone_at, undone_by)
VALUES (1, 2024, 'import', '2024-08-28 09:00:00+00:00', 'Орлова Анна Викторовна', NULL, NULL);
INSERT INTO action_plan_row_version (id, row_id, version, school_year, is_removal, content, saved_at, saved_by, batch_id)
VALUES (1, 1, 1, 2024, FALSE, '{}', '2024-08-28 09:00:00+00:00', 'Орлова Анна Викторовна', 1);
