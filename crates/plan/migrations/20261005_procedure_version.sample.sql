INSERT INTO procedure_version (id, procedure_id, version, school_year, is_removal, content, saved_at, saved_by)
VALUES (1, 1, 1, 2024, FALSE, '{}', '2024-08-28 09:00:00+00:00', 'Орлова Анна Викторовна');
