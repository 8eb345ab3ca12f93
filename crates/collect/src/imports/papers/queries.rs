use chrono::NaiveDate;
use ledger::Change;
use serde::{Deserialize, Serialize};
use store::{Bulk, Reads, Result, Value, args};

/// A paper that students sat («работа»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Paper {
    pub(crate) id: i64,
    pub(crate) school_year: i64,
    pub(crate) subject_id: i64,
    pub(crate) subject_name: String,
    pub(crate) year_group: i64,
    pub(crate) held_on: NaiveDate,
    pub(crate) max_primary: i64,
    pub(crate) title: String,
}

/// By what a paper is the same paper.
#[derive(Debug, Clone)]
pub(crate) struct PaperKey {
    pub(crate) school_year: i64,
    pub(crate) subject_id: i64,
    pub(crate) year_group: i64,
    pub(crate) title: String,
}

pub(crate) async fn paper(db: &mut impl Reads, key: &PaperKey) -> Result<Option<Paper>> {
    db.row(
        "SELECT id, school_year, subject_id, subject_name, year_group, held_on, max_primary, title FROM assessed_paper
         WHERE programme = 'vpr' AND school_year = $1 AND subject_id = $2 AND year_group = $3 AND title = $4",
        args![key.school_year, key.subject_id, key.year_group, &key.title],
    )
    .await
}

pub(crate) async fn insert_paper(change: &mut Change, paper: &Paper, batch_id: i64) -> Result<u64> {
    change
        .execute(
            "INSERT INTO assessed_paper (id, programme, school_year, subject_id, subject_name, year_group, held_on,
                 max_primary, title, batch_id)
             VALUES ($1, 'vpr', $2, $3, $4, $5, $6, $7, $8, $9)",
            args![
                paper.id,
                paper.school_year,
                paper.subject_id,
                &paper.subject_name,
                paper.year_group,
                paper.held_on,
                paper.max_primary,
                &paper.title,
                batch_id
            ],
        )
        .await
}

/// An item of a paper («задание»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct PaperItem {
    pub(crate) id: i64,
    pub(crate) paper_id: i64,
    pub(crate) position: i64,
    pub(crate) label: String,
    pub(crate) level: String,
    pub(crate) max_points: i64,
}

pub(crate) async fn items(db: &mut impl Reads, paper_id: i64) -> Result<Vec<PaperItem>> {
    db.rows(
        "SELECT id, paper_id, position, label, level, max_points FROM paper_item WHERE paper_id = $1 ORDER BY position",
        args![paper_id],
    )
    .await
}

static ITEMS: Bulk =
    Bulk { table: "paper_item", columns: &["id", "paper_id", "position", "label", "level", "max_points"] };

pub(crate) async fn insert_items(change: &mut Change, items: Vec<PaperItem>) -> Result<u64> {
    let values = items.into_iter().map(|item| -> [Value; 6] {
        [
            item.id.into(),
            item.paper_id.into(),
            item.position.into(),
            item.label.into(),
            item.level.into(),
            item.max_points.into(),
        ]
    });
    change.bulk(&ITEMS, values).await
}

/// The result of one participant.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
pub(crate) struct PaperResult {
    pub(crate) id: i64,
    pub(crate) paper_id: i64,
    pub(crate) code: String,
    pub(crate) class_name: String,
    pub(crate) class_group_id: Option<i64>,
    pub(crate) student_id: Option<i64>,
    pub(crate) variant: String,
    pub(crate) primary_score: Option<i64>,
    pub(crate) mark: Option<i64>,
    pub(crate) journal_mark: Option<i64>,
    pub(crate) sheet: String,
    pub(crate) source_row: Option<i64>,
    pub(crate) batch_id: Option<i64>,
}

pub(crate) async fn results(db: &mut impl Reads, paper_id: i64) -> Result<Vec<PaperResult>> {
    db.rows(
        "SELECT id, paper_id, code, class_name, class_group_id, student_id, variant, primary_score, mark, journal_mark,
             sheet, source_row, batch_id
         FROM paper_result WHERE paper_id = $1",
        args![paper_id],
    )
    .await
}

/// The import that a result belongs to.
pub(crate) async fn owner(db: &mut impl Reads, result_id: i64) -> Result<Option<i64>> {
    db.number("SELECT batch_id FROM paper_result WHERE id = $1", args![result_id]).await
}

static RESULTS: Bulk = Bulk {
    table: "paper_result",
    columns: &[
        "id",
        "paper_id",
        "code",
        "class_name",
        "class_group_id",
        "student_id",
        "variant",
        "primary_score",
        "mark",
        "journal_mark",
        "sheet",
        "source_row",
        "batch_id",
    ],
};

pub(crate) async fn insert_results(change: &mut Change, results: Vec<PaperResult>) -> Result<u64> {
    let values = results.into_iter().map(|result| -> [Value; 13] {
        [
            result.id.into(),
            result.paper_id.into(),
            result.code.into(),
            result.class_name.into(),
            result.class_group_id.into(),
            result.student_id.into(),
            result.variant.into(),
            result.primary_score.into(),
            result.mark.into(),
            result.journal_mark.into(),
            result.sheet.into(),
            result.source_row.into(),
            result.batch_id.into(),
        ]
    });
    change.bulk(&RESULTS, values).await
}

pub(crate) async fn update_result(change: &mut Change, result: &PaperResult) -> Result<u64> {
    change
        .execute(
            "UPDATE paper_result SET class_name = $2, class_group_id = $3, student_id = $4, variant = $5, primary_score = $6,
                 mark = $7, journal_mark = $8, sheet = $9, source_row = $10, batch_id = $11
             WHERE id = $1",
            args![
                result.id,
                &result.class_name,
                result.class_group_id,
                result.student_id,
                &result.variant,
                result.primary_score,
                result.mark,
                result.journal_mark,
                &result.sheet,
                result.source_row,
                result.batch_id
            ],
        )
        .await
}

/// Points of a participant for one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct ItemPoint {
    pub(crate) result_id: i64,
    pub(crate) item_id: i64,
    pub(crate) points: Option<i64>,
}

pub(crate) async fn points(db: &mut impl Reads, paper_id: i64) -> Result<Vec<ItemPoint>> {
    db.rows(
        "SELECT p.result_id, p.item_id, p.points
         FROM item_point p JOIN paper_result r ON r.id = p.result_id
         WHERE r.paper_id = $1",
        args![paper_id],
    )
    .await
}

static POINTS: Bulk = Bulk { table: "item_point", columns: &["result_id", "item_id", "points"] };

pub(crate) async fn insert_points(change: &mut Change, points: Vec<(i64, i64, Option<i64>)>) -> Result<u64> {
    let values =
        points.into_iter().map(|(result, item, points)| -> [Value; 3] { [result.into(), item.into(), points.into()] });
    change.bulk(&POINTS, values).await
}

pub(crate) async fn remove_points(change: &mut Change, result_id: i64) -> Result<u64> {
    change.execute("DELETE FROM item_point WHERE result_id = $1", args![result_id]).await
}

pub(crate) async fn remove_of_batch(change: &mut Change, batch_id: i64) -> Result<u64> {
    change
        .execute(
            "DELETE FROM item_point WHERE result_id IN (SELECT id FROM paper_result WHERE batch_id = $1)",
            args![batch_id],
        )
        .await?;
    let removed = change.execute("DELETE FROM paper_result WHERE batch_id = $1", args![batch_id]).await?;
    // A paper that later imports have added results to stays.
    change
        .execute(
            "DELETE FROM paper_item WHERE paper_id IN (
                 SELECT p.id FROM assessed_paper p
                 WHERE p.batch_id = $1 AND NOT EXISTS (SELECT 1 FROM paper_result r WHERE r.paper_id = p.id))",
            args![batch_id],
        )
        .await?;
    change
        .execute(
            "DELETE FROM assessed_paper
             WHERE batch_id = $1 AND NOT EXISTS (SELECT 1 FROM paper_result r WHERE r.paper_id = assessed_paper.id)",
            args![batch_id],
        )
        .await?;
    Ok(removed)
}
