INSERT INTO report_paragraph (kind, year, section, ordinal, text, written_at, written_by)
VALUES ('self_evaluation', 2024, 'management', 1, 'Управление строится на сочетании единоначалия и коллегиальности.', '2025-03-20T08:00:00+00:00', 'Орлова М. П.');
INSERT INTO report_edition (id, kind, year, number, as_of, made_on, made_at, made_by, content_json, heading_pages)
VALUES (1, 'self_evaluation', 2024, 1, '2024-12-31', '2025-04-10', '2025-04-10T08:00:00+00:00', 'Орлова М. П.',
    '{"form":1,"year":2024,"as_of":"2024-12-31","school":{"name":"","short_name":"","locality":"","address":"","phone":"","email":"","founder":"","principal":""},"sections":[],"indicators":[],"questions":[],"packs":[]}', '');
INSERT INTO report_edition_state (edition_id, ordinal, state, body, number, dated, set_on, set_at, set_by)
VALUES (1, 1, 'considered', 'педагогическим советом', '4', '2025-04-14', '2025-04-14', '2025-04-14T08:00:00+00:00', 'Орлова М. П.');
