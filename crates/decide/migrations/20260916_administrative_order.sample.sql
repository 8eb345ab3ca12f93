INSERT INTO administrative_order (id, school_year, heading, statement, control, drafted_at, drafted_by)
VALUES (1, 2024, 'Об итогах анализа результатов за 1-ю четверть', 'На основании анализа…', 'оставляю за собой', '2024-11-11T08:00:00+00:00', 'Соколова В. П.');
INSERT INTO order_clause (id, order_id, place, task, responsible_staff_id, responsible, due_on)
VALUES (1, 1, 1, 'Провести анализ', NULL, 'Иванова А. П., учитель', '2024-12-01');
INSERT INTO order_signature (order_id, number, signed_on, post, signatory, signed_at)
VALUES (1, '112', '2024-11-12', 'Директор', 'В. П. Соколова', '2024-11-12T08:00:00+00:00');
INSERT INTO clause_fulfilment (clause_id, fulfilled_on, evidence, noted_by, noted_at)
VALUES (1, '2024-11-28', 'Справка от 28.11.2024', 'Соколова В. П.', '2024-11-28T08:00:00+00:00');
