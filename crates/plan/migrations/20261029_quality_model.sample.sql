INSERT INTO model_element (id, kind, part, name, note, version)
VALUES (1, 'object', 'results', 'Предметные результаты', '', 1), (2, 'instrument', '', 'КИМ', 'банк заданий', 1);
INSERT INTO model_link (element_id, to_kind, to_id, code) VALUES (2, 'model_element', 1, ''), (2, 'indicator', 0, 'school.pass_rate');
INSERT INTO model_acceptance (school_year, rule, place, message, reason, accepted_at, accepted_by)
VALUES (2024, 'model.products', 'model', 'Нет продуктов', 'появятся в мае', '2025-01-10T08:00:00+00:00', 'Орлова А. В.');
