INSERT INTO inspection (id, school_year, title, kind, basis, purpose, object, matter, methods, sample, papers, outputs,
    considered_at, card_id, procedure_id, starts_on, ends_on, classes, subject_id, teacher_staff_id, term, comparison,
    recheck_days, version, saved_at, saved_by)
VALUES (1, 2024, 'Объективность оценивания', 'thematic', 'План ВСОКО', 'Установить', 'оценивание', 'отметки', 'анализ',
    '8А', 'журнал', 'справка', 'совещание', 1, 1, '2025-02-03', '2025-02-14', '8А, 8Б', NULL, NULL, 'q3', 'year_before',
    60, 1, '2025-02-01T08:00:00+00:00', 'Орлова А. В.');
INSERT INTO inspection_indicator (inspection_id, place, code, norm) VALUES (1, 1, 'school.pass_rate', 'не ниже 95 %');
INSERT INTO inspection_step (id, inspection_id, place, task, sources, performer, staff_id, due_on)
VALUES (1, 1, 1, 'Собрать данные', 'журнал', 'эксперт', NULL, '2025-02-05');
INSERT INTO inspection_step_done (step_id, done_on, done_by, note, told_at)
VALUES (1, '2025-02-05', 'Орлова А. В.', '', '2025-02-05T08:00:00+00:00');
