use store::{Reads, Result, args};

/// The newest school year that holds marks, results of papers or examinations; without any, the newest that exists.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn newest_year_with_data(db: &mut impl Reads) -> Result<Option<i64>> {
    db.number(
        "SELECT y.school_year FROM school_year y
         ORDER BY CASE WHEN EXISTS (SELECT 1 FROM period_mark m WHERE m.school_year = y.school_year)
             OR EXISTS (SELECT 1 FROM journal_tally t WHERE t.school_year = y.school_year)
             OR EXISTS (SELECT 1 FROM assessed_paper p WHERE p.school_year = y.school_year)
             OR EXISTS (SELECT 1 FROM exam_result e WHERE e.school_year = y.school_year)
             THEN 0 ELSE 1 END, y.school_year DESC LIMIT 1",
        args![],
    )
    .await
}

/// The school year whose plan is checked when none is asked for: the running one if it has a cyclogram, otherwise the newest
/// that has one.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn year_to_check(db: &mut impl Reads, running: i64) -> Result<Option<i64>> {
    db.number(
        "SELECT p.school_year FROM procedure p GROUP BY p.school_year
         ORDER BY CASE WHEN p.school_year = $1 THEN 0 ELSE 1 END, p.school_year DESC LIMIT 1",
        args![running],
    )
    .await
}
