INSERT INTO effect_review (id, school_year, title, source_kind, source_id, source_title, zone_id, indicator_code, group_key,
    class_group_id, subject_id, before_period, after_period, target, direction, matters, is_compared, remeasure_on, version)
VALUES (1, 2024, 'Успеваемость: 8А, Русский язык', 'administrative_order', 1, 'Приказ от 12.11.2024 № 112', 1,
    'school.pass_rate', 'class=8А;subject=Русский язык', 1, 1, '2024:q1', '2024:q2', '19/20', 'higher', '1/20', TRUE,
    '2025-01-12', 1);
INSERT INTO effect_measurement (review_id, ordinal, kind, period, group_key, as_of, reading_json, others_json, judged_json,
    passport, taken_at, taken_by)
VALUES (1, 1, 'baseline', '2024:q1', 'class=8А;subject=Русский язык', '2024-11-12',
    '{"value":"21/25","part":21,"whole":25,"n":25,"sd":null}', '[]', '', 'Школьная статистика', '2024-11-12T08:00:00+00:00',
    'Орлова А. В.');
INSERT INTO effect_review_state (review_id, ordinal, state, note, set_at, set_by)
VALUES (1, 1, 'fixed', '', '2024-11-12T08:00:00+00:00', 'Орлова А. В.');
