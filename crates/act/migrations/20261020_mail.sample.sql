INSERT INTO mail_server (id, host, port, security, username, password, sender, saved_at, saved_by)
VALUES (1, 'smtp.example.ru', 465, 'tls', 'vsoko', 'x', 'vsoko@example.ru', '2025-01-10T08:00:00+00:00', 'Соколова В. П.');
INSERT INTO staff_email (staff_id, address, saved_at, saved_by)
VALUES (9018, 'lebedeva@example.ru', '2025-01-10T08:00:00+00:00', 'Соколова В. П.');
INSERT INTO sent_reminder (item_id, urgency, due_on, staff_id, sent_at)
VALUES (9017, 'week', '2024-12-20', 9018, '2024-12-13T08:00:00+00:00');
INSERT INTO mail_run (id, ran_at, letters, failures, words) VALUES (1, '2024-12-13T08:00:00+00:00', 1, 0, '');
