use school::{SchoolYear, Term, TermScheme};

use super::queries::*;
use super::*;
use crate::testing::{Said, begin, day, stores};

#[test]
fn usual_terms_fit_their_year() {
    let year = SchoolYear(2024);
    for scheme in TermScheme::ALL {
        let terms = usual_terms(year, scheme);
        assert_eq!(terms.len(), scheme.terms().len());
        assert_eq!(check_terms(&terms, usual_year(year)), Ok(()));
    }
}

#[test]
fn wrong_dates_are_refused() {
    let year = usual_year(SchoolYear(2024));
    let dates = |term, from: &str, until: &str| TermDates { term, starts_on: day(from), ends_on: day(until) };
    let (one, two) = (Term::Quarter(1), Term::Quarter(2));
    for (terms, refusal) in [
        (vec![dates(one, "2024-10-20", "2024-09-01")], CannotDate::Backwards(one)),
        (vec![dates(one, "2023-09-01", "2024-10-20")], CannotDate::OutsideYear(one)),
        (
            vec![dates(one, "2024-09-01", "2024-11-10"), dates(two, "2024-11-05", "2024-12-28")],
            CannotDate::Overlap(two, one),
        ),
    ] {
        assert_eq!(check_terms(&terms, year), Err(refusal));
    }
}

#[test]
fn a_holiday_counts_to_the_term_before_it() {
    let terms = usual_terms(SchoolYear(2024), TermScheme::Quarters);
    let term = |on: &str| term_on(&terms, day(on));
    assert_eq!(term("2024-08-31"), None);
    assert_eq!(term("2024-09-01"), Some((Term::Quarter(1), false)));
    assert_eq!(term("2024-10-26"), Some((Term::Quarter(1), false)));
    assert_eq!(term("2024-10-30"), Some((Term::Quarter(1), true)));
    assert_eq!(term("2025-01-09"), Some((Term::Quarter(3), false)));
}

#[tokio::test]
async fn a_school_is_saved_and_read() {
    for mut fresh in stores().await {
        assert_eq!(school(&mut fresh.store).await.unwrap(), None);
        let mut change = begin(&fresh.store).await;
        let mut card = School { name: "Средняя школа № 1".to_owned(), ..School::default() };
        card.id = save_school(&mut change, &card).await.unwrap();
        card.short_name = "СШ № 1".to_owned();
        save_school(&mut change, &card).await.unwrap();
        change.commit(&Said).await.unwrap();
        assert_eq!(school(&mut fresh.store).await.unwrap().unwrap(), card);
        assert_eq!(card.shown_name(), "СШ № 1");
    }
}

#[tokio::test]
async fn a_year_comes_with_quarters_and_half_years() {
    for mut fresh in stores().await {
        let mut change = begin(&fresh.store).await;
        assert!(ensure_year(&mut change, SchoolYear(2024)).await.unwrap());
        assert!(!ensure_year(&mut change, SchoolYear(2024)).await.unwrap());
        ensure_year(&mut change, SchoolYear(2023)).await.unwrap();
        change.commit(&Said).await.unwrap();
        let years: Vec<i64> =
            school_years(&mut fresh.store).await.unwrap().iter().map(|year| year.school_year).collect();
        assert_eq!(years, [2024, 2023]);
        let codes: Vec<String> =
            terms(&mut fresh.store, 2024).await.unwrap().iter().map(|dates| dates.term.code()).collect();
        assert_eq!(codes, ["q1", "q2", "h1", "q3", "q4", "h2"]);
    }
}

#[tokio::test]
async fn dates_of_a_year_and_a_term_are_corrected() {
    for mut fresh in stores().await {
        let mut change = begin(&fresh.store).await;
        ensure_year(&mut change, SchoolYear(2024)).await.unwrap();
        let year = YearDates { school_year: 2024, starts_on: day("2024-09-02"), ends_on: day("2025-08-30") };
        save_year(&mut change, year).await.unwrap();
        let term = TermDates { term: Term::Trimester(1), starts_on: day("2024-09-02"), ends_on: day("2024-11-20") };
        save_term(&mut change, 2024, term).await.unwrap();
        change.commit(&Said).await.unwrap();
        assert_eq!(year_dates(&mut fresh.store, 2024).await.unwrap(), Some(year));
        assert!(terms(&mut fresh.store, 2024).await.unwrap().contains(&term));
    }
}

#[tokio::test]
async fn the_sample_rows_fit_the_tables() {
    for fresh in stores().await {
        let mut tx = fresh.store.begin().await.unwrap();
        for step in crate::schema().steps() {
            tx.script(step.sample).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}
