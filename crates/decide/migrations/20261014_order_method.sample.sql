INSERT INTO administrative_order (id, school_year, heading, statement, control, drafted_at, drafted_by, method, version,
    changed_at, changed_by)
VALUES (3, 2024, 'О поощрении учителей', 'По итогам 1-го полугодия…', 'оставляю за собой', '2025-01-14T08:00:00+00:00',
    'Соколова В. П.', 'economic', 2, '2025-01-15T08:00:00+00:00', 'Орлова М. П.');
