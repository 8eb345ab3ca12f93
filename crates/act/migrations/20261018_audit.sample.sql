INSERT INTO staff (id, surname, given_name, patronymic, name_key, position, staff_kind)
VALUES (9018, 'Лебедева', 'Ольга', 'Павловна', 'лебедева ольга павловна', 'учитель', 'pedagogical');
INSERT INTO audit (id, school_year, object, owner_staff_id, owner, criteria, starts_on, ends_on, version, saved_at, saved_by)
VALUES (1, 2024, 'ШМО учителей математики', 9018, 'Лебедева О. П.', 'Положение о ВСОКО', '2024-11-11', '2024-11-15', 1, '2024-09-02T08:00:00+00:00', 'Соколова В. П.');
INSERT INTO audit_auditor (audit_id, place, staff_id, name) VALUES (1, 1, 9018, 'Лебедева О. П.');
INSERT INTO audit_line (id, audit_id, place, requirement, source, question, evidence, result, note, version, saved_at, saved_by)
VALUES (1, 1, 1, 'Отметки выставляются в срок', 'Положение, п. 3.4', 'Все ли работы оценены?', 'Журнал 8А', 'minor', 'Две работы позже срока', 2, '2024-11-12T08:00:00+00:00', 'Соколова В. П.');
INSERT INTO audit_conclusion (audit_id, concluded_on, words, concluded_by, concluded_at)
VALUES (1, '2024-11-15', 'В целом соответствует', 'Соколова В. П.', '2024-11-15T08:00:00+00:00');
