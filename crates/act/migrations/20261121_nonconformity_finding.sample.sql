INSERT INTO nonconformity_finding (nonconformity_id, account_id, found_by, found_at)
VALUES (1, NULL, 'Соколова В. П.', '2024-11-12T08:00:00+00:00');
INSERT INTO nonconformity_action_round (action_id, round) VALUES (1, 1);
