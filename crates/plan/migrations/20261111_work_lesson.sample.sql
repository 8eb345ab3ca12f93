INSERT INTO work_lesson (procedure_id, lesson, lessons_that_day, takes) VALUES (1, 2, 6, 1);
