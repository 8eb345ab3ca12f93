INSERT INTO action_plan_row (id, school_year, place, number, activity, expected, responsible, period, starts_on, ends_on, version)
VALUES (1, 2024, 1, '1', 'Обсудить модель ВСОКО', 'Протокол', 'Орлова А. В.', 'сентябрь 2024', '2024-09-01', '2024-09-30', 1);
