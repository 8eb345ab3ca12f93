INSERT INTO action_item (id, school_year, source_kind, source_id, source_title, place, task, responsible_staff_id,
    responsible, due_on, opened_on)
VALUES (9017, 2024, 'administrative_order', 1, 'Приказ № 112', 3, 'Провести консультации', NULL, 'Орлова А. В.', '2024-12-20', '2024-11-12');
INSERT INTO action_item_step (item_id, ordinal, act, state, remark, bulk_id, made_by, made_at)
VALUES (9017, 1, 'begin', 'in_progress', '', NULL, 'Орлова А. В.', '2024-11-15T08:00:00+00:00');
INSERT INTO action_item_standing (item_id, state, ordinal) VALUES (9017, 'in_progress', 1);
INSERT INTO action_item_note (id, item_id, words, made_by, made_at)
VALUES (9017, 9017, 'Проведены две из четырёх', 'Орлова А. В.', '2024-11-20T08:00:00+00:00');
INSERT INTO action_item_evidence (id, item_id, words, link, file_sha256, file_name, effective_on, received_at, added_by)
VALUES (9017, 9017, 'Журнал консультаций', '', NULL, '', '2024-11-19', '2024-11-20T08:00:00+00:00', 'Орлова А. В.');
INSERT INTO action_item_postponement (item_id, ordinal, due_from, due_to, reason, made_by, made_at)
VALUES (9017, 1, '2024-12-10', '2024-12-20', 'Карантин', 'Соколова В. П.', '2024-12-01T08:00:00+00:00');
