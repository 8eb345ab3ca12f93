//! What may be picked in filters: classes, subjects and terms of a year, as far as the viewer sees them.

use access::Scope;
use school::{Term, TermScheme};
use store::{Reads, Result, args};
use web::ui::Choice;

/// A subject with the name that fits a narrow column.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct SubjectName {
    pub(crate) name: String,
    pub(crate) short_name: String,
}

/// Classes of the year, from the youngest.
pub(crate) async fn classes(db: &mut impl Reads, scope: &Scope, year: i64) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .rows(
            "SELECT g.name FROM class_group g WHERE g.school_year = $1 AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c
                WHERE c.staff_id = $3 AND c.class_group_id = g.id)) ORDER BY g.year_group, g.letter",
            args![year, scope.whole, scope.staff_id.unwrap_or(0)],
        )
        .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// Subjects with marks, in their usual order.
pub(crate) async fn subjects(db: &mut impl Reads, scope: &Scope, year: i64) -> Result<Vec<SubjectName>> {
    db.rows(
        "SELECT s.name, s.short_name FROM subject s WHERE s.is_marked AND ($1 OR EXISTS (SELECT 1 FROM scope_cell c
            JOIN class_group g ON g.id = c.class_group_id
            WHERE c.staff_id = $2 AND c.subject_id = s.id AND g.school_year = $3)) ORDER BY s.position, s.id",
        args![scope.whole, scope.staff_id.unwrap_or(0), year],
    )
    .await
}

/// Terms of the schemes in use, by the day they end; the year is not among them.
pub(crate) async fn terms(db: &mut impl Reads, year: i64) -> Result<Vec<Term>> {
    let schemes: Vec<(String,)> =
        db.rows("SELECT DISTINCT term_scheme FROM class_group WHERE school_year = $1", args![year]).await?;
    let schemes = schemes.iter().filter_map(|(code,)| TermScheme::from_code(code));
    let mut terms: Vec<Term> = schemes.flat_map(|scheme| scheme.terms().iter().copied()).collect();
    terms.sort_by_key(|term| term.position());
    terms.dedup();
    Ok(terms)
}

/// Names as choices.
pub(crate) fn named<'a>(names: impl IntoIterator<Item = &'a String>) -> Vec<Choice> {
    names.into_iter().map(|name| Choice::new(name, name.clone())).collect()
}

/// Terms as choices; the year is the empty choice.
pub(crate) fn term_choices(terms: &[Term]) -> Vec<Choice> {
    terms.iter().map(|term| Choice::new(term.code(), term.name())).collect()
}

/// Levels of education as choices.
pub(crate) fn level_choices() -> Vec<Choice> {
    [("primary", "НОО, 1–4"), ("lower_secondary", "ООО, 5–9"), ("upper_secondary", "СОО, 10–11")]
        .into_iter()
        .map(|(code, label)| Choice::new(code, label))
        .collect()
}

/// «9А» before «10А».
pub(crate) fn class_order(name: &str) -> (i64, String) {
    let digits = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
    (name[..digits].parse().unwrap_or(i64::MAX), name[digits..].to_owned())
}
