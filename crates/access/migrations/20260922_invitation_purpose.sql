-- What else a one-time code may be for: to see a student, or to give an account a new password.
ALTER TABLE invitation ADD COLUMN student_id BIGINT NULL;
ALTER TABLE invitation ADD COLUMN account_id BIGINT NULL REFERENCES account (id);
-- Failed attempts are counted for an address as well.
CREATE INDEX sign_in_failure_address ON sign_in_failure (address, failed_at);
