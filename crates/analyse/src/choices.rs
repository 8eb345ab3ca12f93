//! What may be picked in filters: classes, subjects and terms of a year, as far as the viewer sees them.

use std::sync::{Arc, LazyLock};

use access::{Cx, Scope};
use ledger::Memory;
use school::{Term, TermScheme};
use store::{Reads, Result, Store, args};
use web::ui::Choice;

/// A subject with the name that fits a narrow column.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct SubjectName {
    pub(crate) name: String,
    pub(crate) short_name: String,
}

/// What may be picked in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choices {
    /// classes, from the youngest
    pub(crate) classes: Vec<String>,
    /// subjects with marks, in their usual order
    pub(crate) subjects: Vec<SubjectName>,
    /// terms of the schemes in use, by the day they end; the year is not among them
    pub(crate) terms: Vec<Term>,
}

/// The most sets of choices remembered for one database.
const MOST: usize = 200;

/// What this viewer may pick in the year.
pub(crate) async fn of_year(cx: &Cx, year: i64) -> Result<Arc<Choices>> {
    static MEMORY: LazyLock<Memory<(i64, Scope), Choices>> = LazyLock::new(|| Memory::of_most(MOST));
    let (store, scope) = (cx.store(), cx.scope());
    MEMORY.recall(&store, cx.version(), &(year, scope.clone()), || read(store.clone(), scope, year)).await
}

async fn read(mut db: Store, scope: &Scope, year: i64) -> Result<Choices> {
    let classes = classes(&mut db, scope, year).await?;
    let subjects = subjects(&mut db, scope, year).await?;
    Ok(Choices { classes, subjects, terms: terms(&mut db, year).await? })
}

async fn classes(db: &mut impl Reads, scope: &Scope, year: i64) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .rows(
            "SELECT g.name FROM class_group g WHERE g.school_year = $1 AND ($2 OR EXISTS (SELECT 1 FROM scope_cell c
                WHERE c.staff_id = $3 AND c.class_group_id = g.id)) ORDER BY g.year_group, g.letter",
            args![year, scope.whole, scope.staff_id.unwrap_or(0)],
        )
        .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

async fn subjects(db: &mut impl Reads, scope: &Scope, year: i64) -> Result<Vec<SubjectName>> {
    db.rows(
        "SELECT s.name, s.short_name FROM subject s WHERE s.is_marked AND ($1 OR EXISTS (SELECT 1 FROM scope_cell c
            JOIN class_group g ON g.id = c.class_group_id
            WHERE c.staff_id = $2 AND c.subject_id = s.id AND g.school_year = $3)) ORDER BY s.position, s.id",
        args![scope.whole, scope.staff_id.unwrap_or(0), year],
    )
    .await
}

async fn terms(db: &mut impl Reads, year: i64) -> Result<Vec<Term>> {
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
