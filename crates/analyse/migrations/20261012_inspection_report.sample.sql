INSERT INTO inspection_report (inspection_id, studied, facts, comparison, causes, recheck_on, version, saved_at, saved_by)
VALUES (1, 'Журнал', 'Факты', 'Сравнение', 'Причины', '2025-05-01', 2, '2025-02-14T08:00:00+00:00', 'Орлова А. В.');
INSERT INTO inspection_finding (id, inspection_id, place, sentence) VALUES (1, 1, 1, 'Отметки соответствуют');
INSERT INTO inspection_recommendation (id, inspection_id, place, task, responsible_staff_id, responsible, due_on)
VALUES (1, 1, 1, 'Обсудить критерии', NULL, 'Руководитель ШМО', '2025-03-01');
INSERT INTO inspection_report_state (inspection_id, ordinal, state, remark, set_at, set_by)
VALUES (1, 1, 'signed', '', '2025-02-14T08:00:00+00:00', 'Соколова В. П.');
INSERT INTO inspection_report_signature (inspection_id, signed_on, post, signatory, signed_at)
VALUES (1, '2025-02-14', 'Директор', 'В. П. Соколова', '2025-02-14T08:00:00+00:00');
INSERT INTO inspection_figure (inspection_id, ordinal, code, name, place, norm, value, exact, part, whole, n, reason, level,
    earlier, earlier_exact, change, direction, note, formula, pack, href, as_of, computed_at)
VALUES (1, 1, 'school.pass_rate', 'Успеваемость', '8А', 'не ниже 95 %', '57,1 %', '4/7', '12', '21', 21, '', 'low', '60,0 %',
    '3/5', '−2,9 п. п.', 'worse', '', 'доля', 'Школьная статистика', '/analyse/explain/school.pass_rate', '2025-02-14',
    '2025-02-14T08:00:00+00:00');
