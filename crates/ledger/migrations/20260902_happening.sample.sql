INSERT INTO happening (seq, happened_at, actor_account_id, actor_name, kind, subject_kind, subject_id, sentence, previous_hash, hash)
VALUES (1, '2026-09-02T08:00:00+00:00', NULL, 'Система', 'school.created', 'school', 1, 'Создана школа', '', '5d2e0c');
INSERT INTO artefact_link (from_kind, from_id, to_kind, to_id, kind, made_at)
VALUES ('problem_zone', 1, 'administrative_order', 2, 'decided_by', '2026-09-02T08:00:00+00:00');
