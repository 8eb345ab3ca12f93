INSERT INTO action_item (id, school_year, source_kind, source_id, source_title, place, task, responsible_staff_id,
    responsible, due_on, opened_on, state, step_count)
VALUES (9108, 2024, 'administrative_order', 1, 'Приказ № 112', 4, 'Собрать материалы', NULL, 'Орлова А. В.', '2024-12-20', '2024-11-12',
    'under_review', 2);
