INSERT INTO action_item_fulfilment (item_id, fulfilled_on, evidence, noted_by, noted_at)
VALUES (2, '2024-12-05', 'Листы наблюдения', 'Соколова В. П.', '2024-12-05T08:00:00+00:00');
