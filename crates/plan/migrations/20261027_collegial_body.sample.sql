INSERT INTO collegial_body (id, kind, name, functions, order_number, order_on, dissolved_on, version)
VALUES (1, 'pedagogical_council', 'Педагогический совет', 'Утверждает циклограмму ВСОКО', '12', '2024-08-30', NULL, 1);
INSERT INTO body_member (id, body_id, staff_id, name, seat, since, until)
VALUES (1, 1, NULL, 'Орлова А. В.', 'председатель', '2024-09-01', NULL);
