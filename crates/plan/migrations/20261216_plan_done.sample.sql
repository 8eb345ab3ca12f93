INSERT INTO plan_done (subject_kind, subject_id, school_year, done_on, note, noted_at, noted_by)
VALUES ('procedure', 1, 2024, '2024-09-20', 'Справка в папке ВСОКО', '2024-09-21 09:00:00+00:00', 'Орлова Анна Викторовна');
