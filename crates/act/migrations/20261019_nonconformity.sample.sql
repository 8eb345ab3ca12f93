INSERT INTO nonconformity (id, school_year, number, audit_id, audit_line_id, severity, statement, requirement, evidence,
    owner_staff_id, owner, found_on, root_cause, state, steps)
VALUES (1, 2024, 1, 1, 1, 'minor', 'Отметки выставлены позже срока', 'Положение, п. 3.4', 'Журнал 8А', 9018, 'Лебедева О. П.',
    '2024-11-12', 'Нет графика проверки', 'cause_found', 1);
INSERT INTO nonconformity_step (nonconformity_id, ordinal, act, state, remark, made_by, made_at)
VALUES (1, 1, 'find_cause', 'cause_found', '', 'Соколова В. П.', '2024-11-13T08:00:00+00:00');
INSERT INTO nonconformity_why (nonconformity_id, place, answer) VALUES (1, 1, 'Работы проверяли после каникул');
INSERT INTO nonconformity_cause (nonconformity_id, category, words) VALUES (1, 'methods', 'Нет графика');
INSERT INTO nonconformity_action (id, nonconformity_id, place, kind, task, responsible_staff_id, responsible, due_on, expected,
    item_id)
VALUES (1, 1, 1, 'corrective', 'Составить график', 9018, 'Лебедева О. П.', '2024-12-20', 'График на стенде', 9017);
INSERT INTO nonconformity_verification (nonconformity_id, ordinal, verified_on, evidence, is_effective, verified_by,
    verified_by_staff_id, verified_at)
VALUES (1, 1, '2025-02-10', 'Журнал 8А за январь', TRUE, 'Соколова В. П.', NULL, '2025-02-10T08:00:00+00:00');
