INSERT INTO subject_hours (school_year, subject_id, year_group, hours) VALUES (2024, 2, 8, 102);
