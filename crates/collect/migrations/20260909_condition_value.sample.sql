INSERT INTO condition_value (code, as_of, number_numerator, number_denominator, entered_by, entered_at)
VALUES ('area', '2024-12-31', 24615, 10, 'Орлова М. П.', '2025-01-15T08:00:00+00:00');
