use chrono::NaiveDate;
use ledger::Change;
use school::{SchoolYear, Term, TermScheme};
use serde::{Deserialize, Serialize};
use store::{Reads, Result, args, new_id};

use super::{TermDates, usual_terms, usual_year};

/// The school («школа»), as its papers name it.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
pub struct School {
    /// id
    pub id: i64,
    /// full name by the charter
    pub name: String,
    /// short name by the charter
    pub short_name: String,
    /// town or village
    pub locality: String,
    /// postal address
    pub address: String,
    /// telephone
    pub phone: String,
    /// e-mail
    pub email: String,
    /// founder («учредитель»)
    pub founder: String,
    /// the principal, surname first
    pub principal_name: String,
    /// code of the organisation («ОКПО»)
    pub okpo: String,
}

impl School {
    /// The short name, or the full one where there is none.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        if self.short_name.is_empty() { &self.name } else { &self.short_name }
    }
}

/// The school, once it has been set up.
///
/// # Errors
/// When the database does not answer.
pub async fn school(db: &mut impl Reads) -> Result<Option<School>> {
    db.row(
        "SELECT id, name, short_name, locality, address, phone, email, founder, principal_name, okpo
         FROM school ORDER BY id LIMIT 1",
        args![],
    )
    .await
}

/// Saves the school under its id; a school without an id (0) gets one. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn save_school(change: &mut Change, school: &School) -> Result<i64> {
    let id = if school.id == 0 { new_id() } else { school.id };
    change
        .execute(
            "INSERT INTO school (id, name, short_name, locality, address, phone, email, founder, principal_name, okpo)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, short_name = excluded.short_name,
                 locality = excluded.locality, address = excluded.address, phone = excluded.phone, email = excluded.email,
                 founder = excluded.founder, principal_name = excluded.principal_name, okpo = excluded.okpo",
            args![
                id,
                &school.name,
                &school.short_name,
                &school.locality,
                &school.address,
                &school.phone,
                &school.email,
                &school.founder,
                &school.principal_name,
                &school.okpo
            ],
        )
        .await?;
    Ok(id)
}

/// A school year («учебный год») with its first and last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct YearDates {
    /// the calendar year of its September
    pub school_year: i64,
    /// first day
    pub starts_on: NaiveDate,
    /// last day
    pub ends_on: NaiveDate,
}

/// All school years, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn school_years(db: &mut impl Reads) -> Result<Vec<YearDates>> {
    db.rows("SELECT school_year, starts_on, ends_on FROM school_year ORDER BY school_year DESC", args![]).await
}

/// The dates of one school year.
///
/// # Errors
/// When the database does not answer.
pub async fn year_dates(db: &mut impl Reads, school_year: i64) -> Result<Option<YearDates>> {
    db.row("SELECT school_year, starts_on, ends_on FROM school_year WHERE school_year = $1", args![school_year]).await
}

/// Makes the school year with the usual dates, quarters and half-years, unless it is there. Answers whether it is new.
///
/// # Errors
/// When the database refuses.
pub async fn ensure_year(change: &mut Change, year: SchoolYear) -> Result<bool> {
    if year_dates(change, year.0).await?.is_some() {
        return Ok(false);
    }
    let (starts_on, ends_on) = usual_year(year);
    change
        .execute(
            "INSERT INTO school_year (school_year, starts_on, ends_on) VALUES ($1, $2, $3)",
            args![year.0, starts_on, ends_on],
        )
        .await?;
    ensure_scheme(change, year, TermScheme::Quarters).await?;
    ensure_scheme(change, year, TermScheme::HalfYears).await?;
    Ok(true)
}

/// Gives the terms of a scheme their usual dates where they have none yet.
///
/// # Errors
/// When the database refuses.
pub async fn ensure_scheme(change: &mut Change, year: SchoolYear, scheme: TermScheme) -> Result<()> {
    for dates in usual_terms(year, scheme) {
        change
            .execute(
                "INSERT INTO school_term (school_year, code, starts_on, ends_on) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (school_year, code) DO NOTHING",
                args![year.0, dates.term.code(), dates.starts_on, dates.ends_on],
            )
            .await?;
    }
    Ok(())
}

/// Sets the first and the last day of a school year.
///
/// # Errors
/// When the database refuses.
pub async fn save_year(change: &mut Change, dates: YearDates) -> Result<()> {
    change
        .execute(
            "UPDATE school_year SET starts_on = $2, ends_on = $3 WHERE school_year = $1",
            args![dates.school_year, dates.starts_on, dates.ends_on],
        )
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct TermRow {
    code: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
}

/// The dated terms of a school year, all schemes, by the day they end.
///
/// # Errors
/// When the database does not answer.
pub async fn terms(db: &mut impl Reads, school_year: i64) -> Result<Vec<TermDates>> {
    let rows: Vec<TermRow> =
        db.rows("SELECT code, starts_on, ends_on FROM school_term WHERE school_year = $1", args![school_year]).await?;
    let mut terms: Vec<TermDates> = rows
        .into_iter()
        .filter_map(|row| {
            Term::from_code(&row.code).map(|term| TermDates { term, starts_on: row.starts_on, ends_on: row.ends_on })
        })
        .collect();
    terms.sort_by_key(|dates| dates.term.position());
    Ok(terms)
}

/// Sets the dates of one term.
///
/// # Errors
/// When the database refuses.
pub async fn save_term(change: &mut Change, school_year: i64, dates: TermDates) -> Result<()> {
    change
        .execute(
            "INSERT INTO school_term (school_year, code, starts_on, ends_on) VALUES ($1, $2, $3, $4)
             ON CONFLICT (school_year, code) DO UPDATE SET starts_on = excluded.starts_on, ends_on = excluded.ends_on",
            args![school_year, dates.term.code(), dates.starts_on, dates.ends_on],
        )
        .await?;
    Ok(())
}
