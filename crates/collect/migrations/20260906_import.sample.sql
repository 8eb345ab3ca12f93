INSERT INTO import_batch (id, kind, school_year, file_sha256, file_name, sheet, state, rows_read, created_count, changed_count, skipped_count, applied_at, applied_by)
VALUES (1, 'class_year_sheet', 2024, '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', 'Табель 8А.xlsx', 'Лист1', 'applied', 520, 500, 0, 20, '2025-06-01T09:00:00+00:00', 'Орлова М. П.');
INSERT INTO import_discrepancy (id, batch_id, severity, code, sheet, row_number, column_name, cell_text, message)
VALUES (1, 1, 'error', 'mark_zero', 'Лист1', 17, 'E', '0', 'Отметка «0»');
INSERT INTO import_before (batch_id, ordinal, target, before_json) VALUES (1, 1, 'subject', '{"id":2}');
INSERT INTO mapping_profile (id, kind, name, header_key, mapping_json, created_at)
VALUES (1, 'journal_marks', 'Журнал', 'ученик|класс|предмет|дата|отметка', '{}', '2025-06-01T09:00:00+00:00');
INSERT INTO import_draft (id, account_id, file_sha256, file_name, school_year, mapping_json, answers_json, created_at)
VALUES (1, NULL, '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', 'Табель 8Б.xlsx', 2024, '{}', '{}', '2025-06-01T09:00:00+00:00');
INSERT INTO name_decision (spelling, class_group_id, person_id, batch_id, decided_by, decided_at)
VALUES ('Абрамов Г. И.', 1, 1, 1, 'Орлова М. П.', '2025-06-01T09:00:00+00:00');
