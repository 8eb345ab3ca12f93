INSERT INTO proposal (id, school_year, words, reason, source_kind, source_id, source_title, indicators, classes, made_at, made_by)
VALUES (1, 2025, 'Повторить диагностику по алгебре в 9А', 'Показатель не изменился', 'effect_review', 1, 'Успеваемость: 8А',
    'school.pass_rate', '9А', '2025-06-05T06:00:00+00:00', 'Орлова А. В.');
INSERT INTO proposal_answer (proposal_id, answer, note, procedure_id, answered_at, answered_by)
VALUES (1, 'declined', 'Есть в плане ШМО', NULL, '2025-08-20T06:00:00+00:00', 'Соколова В. П.');
