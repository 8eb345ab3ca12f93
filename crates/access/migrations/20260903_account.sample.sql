INSERT INTO account (id, login, login_key, password_hash, display_name, staff_id, blocked_at, created_at)
VALUES (1, 'Директор', 'директор', '$argon2id$sample', 'Соколова Вера Павловна', NULL, NULL, '2026-09-03T08:00:00+00:00');
INSERT INTO account_role (account_id, role) VALUES (1, 'principal');
INSERT INTO account_student (account_id, student_id) VALUES (1, 5);
INSERT INTO session (token_hash, account_id, created_at, last_seen_at)
VALUES ('00', 1, '2026-09-03T08:00:00+00:00', '2026-09-03T08:00:00+00:00');
INSERT INTO invitation (id, code_hash, display_name, staff_id, roles, invited_by, created_at, expires_at, used_at, withdrawn_at)
VALUES (1, '01', 'Орлова Анна Викторовна', NULL, 'teacher', 'Соколова В. П.', '2026-09-03T08:00:00+00:00', '2026-09-17T08:00:00+00:00', NULL, NULL);
INSERT INTO sign_in_failure (id, login_key, address, failed_at) VALUES (1, 'директор', '127.0.0.1', '2026-09-03T08:00:00+00:00');
