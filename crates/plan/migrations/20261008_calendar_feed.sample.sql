INSERT INTO calendar_feed (id, secret_hash, account_id, staff_id, made_at, revoked_at)
SELECT 1, 'a0', id, NULL, '2024-09-01 09:00:00+00:00', NULL FROM account WHERE id = 1;
