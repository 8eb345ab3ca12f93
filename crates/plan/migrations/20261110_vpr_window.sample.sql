INSERT INTO vpr_window (id, school_year, starts_on, ends_on, year_groups, source)
VALUES (1, 2024, '2025-04-11', '2025-05-16', '4 5 6 7 8 10', 'приказ Рособрнадзора');
