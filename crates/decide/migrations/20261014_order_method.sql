-- By what means an order works («метод управления»), and who changed its draft last, so that two people lose nothing.
ALTER TABLE administrative_order ADD COLUMN method TEXT NOT NULL DEFAULT 'administrative';
ALTER TABLE administrative_order ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE administrative_order ADD COLUMN changed_at TIMESTAMPTZ NULL;
ALTER TABLE administrative_order ADD COLUMN changed_by TEXT NOT NULL DEFAULT '';
