INSERT INTO calendar_adoption (id, school_year, minutes_number, adopted_on, noted_by, noted_at)
VALUES (1, 2024, '1', '2024-08-29', 'Соколова Вера Павловна', '2024-08-29 12:00:00+00:00');
