INSERT INTO meeting (id, school_year, kind, planned_on, starts_at, place, chair_staff_id, chair, secretary_staff_id, secretary,
    version, changed_at, changed_by)
VALUES (1, 2024, 'pedagogical_council', '2024-11-12', '15:00', 'Актовый зал', NULL, 'Соколова В. П., директор', NULL,
    'Иванова А. П., учитель', 1, '2024-11-01T08:00:00+00:00', 'Орлова М. П.');
INSERT INTO meeting_member (meeting_id, place, staff_id, name, is_present)
VALUES (1, 1, NULL, 'Соколова В. П., директор', TRUE), (1, 2, NULL, 'Иванова А. П., учитель', TRUE);
INSERT INTO agenda_point (id, meeting_id, place, topic, speaker_staff_id, speaker, heard, spoke, votes_for, votes_against,
    votes_abstained, method, version, changed_at, changed_by)
VALUES (1, 1, 1, 'Об итогах 1-й четверти', NULL, 'Орлова М. П.', 'Успеваемость по школе…', '', 2, 0, 0, 'collegial', 2,
    '2024-11-12T14:00:00+00:00', 'Иванова А. П.');
INSERT INTO agenda_point_matter (point_id, kind, artefact_id) VALUES (1, 'problem_zone', 1);
INSERT INTO resolution_clause (id, point_id, place, task, responsible_staff_id, responsible, due_on)
VALUES (1, 1, 1, 'Провести консультации', NULL, 'Иванова А. П., учитель', '2024-12-01');
INSERT INTO meeting_holding (meeting_id, held_on, invited, noted_at, noted_by)
VALUES (1, '2024-11-12', '', '2024-11-12T14:00:00+00:00', 'Иванова А. П.');
INSERT INTO minutes_signature (meeting_id, number, signed_on, chair, secretary, noted_at, noted_by)
VALUES (1, '2', '2024-11-14', 'Соколова В. П., директор', 'Иванова А. П., учитель', '2024-11-14T14:00:00+00:00', 'Иванова А. П.');
INSERT INTO adopted_resolution (point_id, adopted_on) VALUES (1, '2024-11-12');
