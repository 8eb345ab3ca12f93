-- What the program says of the figures of a report, kept at the signature; passports that can be printed; editions of a
-- report («справка») that were signed and withdrawn, each as it was printed; the order by which an inspection is held.
ALTER TABLE inspection ADD COLUMN ordered_by TEXT NOT NULL DEFAULT '';
ALTER TABLE inspection_report ADD COLUMN told_facts TEXT NOT NULL DEFAULT '';
ALTER TABLE inspection_report ADD COLUMN told_comparison TEXT NOT NULL DEFAULT '';
ALTER TABLE inspection_figure ADD COLUMN verdict TEXT NOT NULL DEFAULT '';
ALTER TABLE inspection_figure ADD COLUMN people BIGINT NULL;
ALTER TABLE inspection_figure ADD COLUMN numerator TEXT NOT NULL DEFAULT '';
ALTER TABLE inspection_figure ADD COLUMN base TEXT NOT NULL DEFAULT '';
ALTER TABLE inspection_figure ADD COLUMN sources TEXT NOT NULL DEFAULT '';
CREATE TABLE inspection_report_edition (
    inspection_id BIGINT NOT NULL REFERENCES inspection (id),
    edition BIGINT NOT NULL,
    signed_on DATE NOT NULL,
    signatory TEXT NOT NULL,
    reason TEXT NOT NULL,
    annulled_on DATE NOT NULL,
    annulled_by TEXT NOT NULL,
    paper TEXT NOT NULL,
    PRIMARY KEY (inspection_id, edition)
);
