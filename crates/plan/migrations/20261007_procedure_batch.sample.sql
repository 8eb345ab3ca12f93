INSERT INTO procedure_batch (id, school_year, origin, added_at, added_by, undone_at, undone_by)
VALUES (1, 2024, 'template', '2024-08-28 09:00:00+00:00', 'Орлова Анна Викторовна', NULL, NULL);
INSERT INTO procedure_batch_row (batch_id, procedure_id) VALUES (1, 1);
