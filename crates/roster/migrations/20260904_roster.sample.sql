INSERT INTO school (id, name, short_name, locality, principal_name)
VALUES (1, 'Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 1»', 'МБОУ СШ № 1', 'г. Примерск', 'Орлова Мария Петровна');
INSERT INTO school_year (school_year, starts_on, ends_on) VALUES (2024, '2024-09-01', '2025-08-31');
INSERT INTO school_term (school_year, code, starts_on, ends_on) VALUES (2024, 'q1', '2024-09-01', '2024-10-27');
INSERT INTO staff (id, surname, given_name, patronymic, name_key, birth_on, sex, position, education, education_is_pedagogical, category, category_on, experience_years, experience_on)
VALUES (1, 'Белова', 'Ирина', 'Олеговна', 'белова ирина олеговна', '1980-05-04', 'f', 'учитель', 'higher', TRUE, 'first', '2023-03-01', 18, '2024-09-01');
INSERT INTO staff_course (id, staff_id, title, hours, completed_on, is_fgos) VALUES (1, 1, 'Обновлённый ФГОС ООО', 36, '2023-06-10', TRUE);
INSERT INTO class_group (id, school_year, year_group, letter, name, term_scheme, homeroom_staff_id) VALUES (1, 2024, 8, 'А', '8А', 'quarters', 1);
INSERT INTO subject (id, name, name_key, short_name, position) VALUES (1, 'Русский язык', 'русский язык', 'Рус. яз.', 1), (2, 'Алгебра', 'алгебра', 'Алгебра', 2);
INSERT INTO subject_alias (alias_key, alias, subject_id) VALUES ('рус яз', 'Рус яз', 1);
INSERT INTO student (id, surname, given_name, patronymic, name_key, birth_on, sex) VALUES (1, 'Абрамов', 'Глеб', 'Иванович', 'абрамов глеб иванович', '2010-11-02', 'm');
INSERT INTO enrolment (id, student_id, class_group_id, from_on) VALUES (1, 1, 1, '2024-09-01');
INSERT INTO teaching (staff_id, class_group_id, subject_id) VALUES (1, 1, 2);
INSERT INTO methodological_association (id, name, head_staff_id) VALUES (1, 'МО учителей гуманитарного цикла', 1);
INSERT INTO association_subject (association_id, subject_id) VALUES (1, 1);
