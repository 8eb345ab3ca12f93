INSERT INTO action_item (id, school_year, source_kind, source_id, source_title, place, task, responsible_staff_id,
    responsible, due_on, opened_on)
VALUES (2, 2024, 'administrative_order', 1, 'Приказ № 112', 2, 'Посетить уроки', NULL, 'Орлова А. В.', '2024-12-10', '2024-11-12');
