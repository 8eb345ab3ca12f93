INSERT INTO invitation (id, code_hash, display_name, staff_id, roles, invited_by, created_at, expires_at, used_at, withdrawn_at, student_id, account_id)
VALUES (2, '02', 'Абрамова Ольга Игоревна', NULL, 'guardian', 'Соколова В. П.', '2026-09-22T08:00:00+00:00', '2026-10-06T08:00:00+00:00', NULL, NULL, 1, NULL);
INSERT INTO invitation (id, code_hash, display_name, staff_id, roles, invited_by, created_at, expires_at, used_at, withdrawn_at, student_id, account_id)
VALUES (3, '03', 'Соколова Вера Павловна', NULL, '', 'Соколова В. П.', '2026-09-22T08:00:00+00:00', '2026-09-25T08:00:00+00:00', NULL, NULL, NULL, 1);
