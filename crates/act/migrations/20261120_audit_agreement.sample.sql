INSERT INTO audit_reopening (audit_id, ordinal, concluded_on, words, concluded_by, reason, reopened_by, reopened_at)
VALUES (1, 1, '2024-11-15', 'В целом соответствует', 'Лебедев А. В.', 'Не проверен журнал 8Б', 'Соколова В. П.',
    '2024-11-16T08:00:00+00:00');
INSERT INTO audit_agreement (audit_id, round, is_agreed, words, said_on, said_by, said_at)
VALUES (1, 1, TRUE, '', '2024-11-15', 'Орлова А. В.', '2024-11-15T08:00:00+00:00');
INSERT INTO audit_protocol (audit_id, school_year, number, dated_on) VALUES (1, 2024, 1, '2024-11-15');
