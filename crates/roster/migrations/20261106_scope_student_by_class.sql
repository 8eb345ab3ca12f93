-- Which students a member of staff sees by name: in the classes she teaches and in her own class, with the class and the year,
-- so that a former pupil does not stay in sight for ever.
DROP VIEW scope_student;
CREATE VIEW scope_student AS
SELECT t.staff_id AS staff_id, e.student_id AS student_id, c.id AS class_group_id, c.school_year AS school_year
FROM teaching t
JOIN class_group c ON c.id = t.class_group_id
JOIN enrolment e ON e.class_group_id = c.id
UNION
SELECT c.homeroom_staff_id AS staff_id, e.student_id AS student_id, c.id AS class_group_id, c.school_year AS school_year
FROM class_group c
JOIN enrolment e ON e.class_group_id = c.id
WHERE c.homeroom_staff_id IS NOT NULL;
