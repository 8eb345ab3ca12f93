INSERT INTO management_review_signature (school_year, edition, number, signed_on, signatory, content_json, signed_at, signed_by)
VALUES (2024, 1, '1', '2025-06-20', 'В. П. Соколова', '{"parts":[],"proposals":[]}', '2025-06-20T06:00:00+00:00',
    'Соколова В. П.');
INSERT INTO management_review_reopening (school_year, edition, reason, reopened_at, reopened_by)
VALUES (2024, 1, 'Загружены итоги ЕГЭ', '2025-07-10T06:00:00+00:00', 'Соколова В. П.');
