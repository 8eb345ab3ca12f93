INSERT INTO management_review_text (school_year, section, words, version, written_at, written_by)
VALUES (2024, 'effective', 'Индивидуальные занятия дали результат.', 1, '2025-06-05T06:00:00+00:00', 'Соколова В. П.');
