INSERT INTO problem_zone (id, school_year, rule_code, indicator_code, breakdown_key, class_group_id, subject_id, heading, found_at, checked_at, gone_at)
VALUES (1, 2024, 'zone.level', 'school.pass_rate', 'class=8А;subject=Русский язык;term=year', 1, 1, 'Успеваемость: 8А, Русский язык, год', '2025-06-05T06:00:00+00:00', '2025-06-05T06:00:00+00:00', NULL);
INSERT INTO problem_zone_finding (zone_id, ordinal, seen_at, sentence, group_size, evidence_json)
VALUES (1, 1, '2025-06-05T06:00:00+00:00', 'Успеваемость 84,0 % при базовом уровне от 90 %. Требует проверки.', 25, '[]');
INSERT INTO problem_zone_state (zone_id, ordinal, state, set_at, set_by) VALUES (1, 1, 'new', '2025-06-05T06:00:00+00:00', 'Директор');
