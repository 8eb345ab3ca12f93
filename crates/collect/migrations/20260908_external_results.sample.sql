INSERT INTO assessed_paper (id, programme, school_year, subject_id, subject_name, year_group, held_on, max_primary, title)
VALUES (1, 'vpr', 2024, 1, 'Русский язык', 8, '2025-04-21', 3, 'ВПР 2025 Русский язык 8 класс');
INSERT INTO paper_item (id, paper_id, position, label, level, max_points) VALUES (1, 1, 1, '1', 'base', 2), (2, 1, 2, '2', 'raised', 1);
INSERT INTO paper_result (id, paper_id, code, class_name, class_group_id, variant, primary_score, mark, journal_mark, sheet, source_row)
VALUES (1, 1, '40001', '8А', 1, '1', 2, 4, 4, 'РУ 8 Индивидуальные результаты', 10);
INSERT INTO item_point (result_id, item_id, points) VALUES (1, 1, 2), (1, 2, NULL);
INSERT INTO exam_result (id, school_year, exam, subject_id, variant, student_id, class_group_id, primary_score, score, mark, passed)
VALUES (1, 2024, 'oge', 1, '', 1, 1, 28, NULL, 4, TRUE);
INSERT INTO achievement (id, student_id, event, level, result, held_on, source_row)
VALUES (1, 1, 'Олимпиада по физике', 'municipal', 'prize', '2024-11-20', 2);
