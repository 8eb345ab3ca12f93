INSERT INTO period_mark (school_year, term, student_id, subject_id, class_group_id, mark, standing, shown_average, sheet, source_row)
VALUES (2024, 'q1', 1, 1, 1, 4, 'marked', '3,67', 'Лист1', 15), (2024, 'year', 1, 1, 1, NULL, 'not_assessed', NULL, 'Лист1', 15);
INSERT INTO journal_mark (school_year, student_id, subject_id, given_on, ordinal, class_group_id, teacher_id, term, mark, weight, source_row)
VALUES (2024, 1, 2, '2024-09-12', 1, 1, 1, 'q1', 5, 100, 2);
INSERT INTO journal_tally (school_year, term, class_group_id, subject_id, mark, mark_count, weight_sum) VALUES (2024, 'q1', 1, 2, 5, 1, 100);
INSERT INTO mark_correction (id, school_year, student_id, subject_id, term, given_on, ordinal, entry_before, entry_after, corrected_at, corrected_by)
VALUES (1, 2024, 1, 2, 'q1', '2024-09-12', 1, '4', '5', '2025-01-15T08:00:00+00:00', 'Белова И. О.');
