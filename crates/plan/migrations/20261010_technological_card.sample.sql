INSERT INTO technological_card (id, name, kind, basis, purpose, object, matter, methods, instruments, sample, outputs,
    considered_at, recheck_days, procedure_id, source, version, saved_at, saved_by)
VALUES (1, 'Объективность текущего оценивания', 'thematic', 'План ВСОКО', 'Установить соответствие отметок',
    'текущее оценивание', 'отметки', 'анализ журнала', 'карта анализа', '8-е классы', 'справка', 'совещание', 60, 1,
    'Положение о ВСОКО', 1, '2024-09-01T08:00:00+00:00', 'Орлова А. В.');
INSERT INTO card_indicator (card_id, place, code, norm) VALUES (1, 1, 'school.pass_rate', 'не ниже 95 %');
INSERT INTO card_step (card_id, place, task, sources, performer, days)
VALUES (1, 1, 'Собрать данные', 'электронный журнал', 'эксперт', 3);
