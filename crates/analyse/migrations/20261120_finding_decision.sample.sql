INSERT INTO finding_decision (finding_id, decided_by, decided_at, noted_by)
VALUES (1, 'Приказ от 20.02.2025 № 17', '2025-02-20T08:00:00+00:00', 'Соколова В. П.');
