//! All SQL of assessed papers. Counts only; what they mean is said in `summary`.

use access::Scope;
use chrono::NaiveDate;
use store::{Reads, Result, args};

/// A paper with the number of participants the viewer may see.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Paper {
    pub(super) id: i64,
    pub(super) school_year: i64,
    pub(super) title: String,
    pub(super) subject: String,
    pub(super) subject_name: String,
    pub(super) year_group: i64,
    pub(super) held_on: NaiveDate,
    pub(super) max_primary: i64,
    pub(super) participants: i64,
}

/// The papers of a year in which the viewer may see somebody.
pub(super) async fn papers(db: &mut impl Reads, scope: &Scope, year: i64) -> Result<Vec<Paper>> {
    db.rows(
        "SELECT p.id, p.school_year, p.title, s.name AS subject, p.subject_name, p.year_group, p.held_on, p.max_primary,
            COUNT(*) AS participants
         FROM assessed_paper p JOIN subject s ON s.id = p.subject_id JOIN paper_result r ON r.paper_id = p.id
         WHERE p.school_year = $1 AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c WHERE c.staff_id = $3
            AND c.class_group_id = r.class_group_id AND c.subject_id = p.subject_id))
         GROUP BY p.id, p.school_year, p.title, s.name, p.subject_name, p.year_group, p.held_on, p.max_primary, s.position
         ORDER BY p.year_group, s.position, p.held_on, p.id",
        args![year, scope.whole, scope.staff_id.unwrap_or(0)],
    )
    .await
}

/// One paper, if the viewer may see somebody in it.
pub(super) async fn paper(db: &mut impl Reads, scope: &Scope, id: i64) -> Result<Option<Paper>> {
    db.row(
        "SELECT p.id, p.school_year, p.title, s.name AS subject, p.subject_name, p.year_group, p.held_on, p.max_primary,
            COUNT(*) AS participants
         FROM assessed_paper p JOIN subject s ON s.id = p.subject_id JOIN paper_result r ON r.paper_id = p.id
         WHERE p.id = $1 AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c WHERE c.staff_id = $3
            AND c.class_group_id = r.class_group_id AND c.subject_id = p.subject_id))
         GROUP BY p.id, p.school_year, p.title, s.name, p.subject_name, p.year_group, p.held_on, p.max_primary",
        args![id, scope.whole, scope.staff_id.unwrap_or(0)],
    )
    .await
}

/// How many participants of a class have these marks on the paper and in the gradebook.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct MarkCount {
    pub(super) class: String,
    pub(super) mark: Option<i64>,
    pub(super) journal_mark: Option<i64>,
    pub(super) papers: i64,
}

pub(super) async fn mark_counts(db: &mut impl Reads, scope: &Scope, id: i64) -> Result<Vec<MarkCount>> {
    db.rows(
        "SELECT COALESCE(g.name, r.class_name) AS class, r.mark, r.journal_mark, COUNT(*) AS papers
         FROM paper_result r JOIN assessed_paper p ON p.id = r.paper_id LEFT JOIN class_group g ON g.id = r.class_group_id
         WHERE r.paper_id = $1 AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c WHERE c.staff_id = $3
            AND c.class_group_id = r.class_group_id AND c.subject_id = p.subject_id))
         GROUP BY COALESCE(g.name, r.class_name), r.mark, r.journal_mark ORDER BY 1, 2, 3",
        args![id, scope.whole, scope.staff_id.unwrap_or(0)],
    )
    .await
}

/// How many participants have a primary score; an empty class means all.
pub(super) async fn score_counts(db: &mut impl Reads, scope: &Scope, id: i64, class: &str) -> Result<Vec<(i64, i64)>> {
    db.rows(
        "SELECT r.primary_score, COUNT(*)
         FROM paper_result r JOIN assessed_paper p ON p.id = r.paper_id LEFT JOIN class_group g ON g.id = r.class_group_id
         WHERE r.paper_id = $1 AND r.primary_score IS NOT NULL AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c
            WHERE c.staff_id = $3 AND c.class_group_id = r.class_group_id AND c.subject_id = p.subject_id))
            AND ($4 = '' OR COALESCE(g.name, r.class_name) = $4)
         GROUP BY r.primary_score ORDER BY r.primary_score",
        args![id, scope.whole, scope.staff_id.unwrap_or(0), class],
    )
    .await
}

/// How many participants got these points for an item; nothing is «X».
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct PointCount {
    pub(super) label: String,
    pub(super) level: String,
    pub(super) max_points: i64,
    pub(super) points: Option<i64>,
    pub(super) papers: i64,
}

pub(super) async fn point_counts(db: &mut impl Reads, scope: &Scope, id: i64, class: &str) -> Result<Vec<PointCount>> {
    db.rows(
        "SELECT i.label, i.level, i.max_points, ip.points, COUNT(*) AS papers
         FROM item_point ip JOIN paper_item i ON i.id = ip.item_id JOIN paper_result r ON r.id = ip.result_id
         JOIN assessed_paper p ON p.id = r.paper_id LEFT JOIN class_group g ON g.id = r.class_group_id
         WHERE r.paper_id = $1 AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c WHERE c.staff_id = $3
            AND c.class_group_id = r.class_group_id AND c.subject_id = p.subject_id))
            AND ($4 = '' OR COALESCE(g.name, r.class_name) = $4)
         GROUP BY i.id, i.position, i.label, i.level, i.max_points, ip.points ORDER BY i.position, ip.points",
        args![id, scope.whole, scope.staff_id.unwrap_or(0), class],
    )
    .await
}

/// A participant whose marks differ by two or more.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct WideGap {
    pub(super) code: String,
    pub(super) class: String,
    pub(super) primary_score: Option<i64>,
    pub(super) mark: i64,
    pub(super) journal_mark: i64,
    pub(super) file_name: Option<String>,
    pub(super) batch_id: Option<i64>,
    pub(super) sheet: String,
    pub(super) source_row: Option<i64>,
}

pub(super) async fn wide_gaps(db: &mut impl Reads, scope: &Scope, id: i64, class: &str) -> Result<Vec<WideGap>> {
    db.rows(
        "SELECT r.code, COALESCE(g.name, r.class_name) AS class, r.primary_score, r.mark, r.journal_mark, b.file_name,
            r.batch_id, r.sheet, r.source_row
         FROM paper_result r JOIN assessed_paper p ON p.id = r.paper_id LEFT JOIN class_group g ON g.id = r.class_group_id
         LEFT JOIN import_batch b ON b.id = r.batch_id
         WHERE r.paper_id = $1 AND (r.mark - r.journal_mark >= 2 OR r.journal_mark - r.mark >= 2)
            AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c WHERE c.staff_id = $3
            AND c.class_group_id = r.class_group_id AND c.subject_id = p.subject_id))
            AND ($4 = '' OR COALESCE(g.name, r.class_name) = $4)
         ORDER BY 2, r.code LIMIT 500",
        args![id, scope.whole, scope.staff_id.unwrap_or(0), class],
    )
    .await
}
