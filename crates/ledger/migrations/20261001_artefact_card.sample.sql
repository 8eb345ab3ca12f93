INSERT INTO artefact_card (kind, id, title, state, dated)
VALUES ('problem_zone', 1, 'Успеваемость: 8А, Алгебра', 'принято решение', '2026-09-02');
