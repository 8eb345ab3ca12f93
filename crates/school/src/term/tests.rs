use proptest::prelude::*;

use super::*;

fn all() -> Vec<Term> {
    let mut terms: Vec<Term> = TermScheme::ALL.into_iter().flat_map(|scheme| scheme.terms().to_vec()).collect();
    terms.push(Term::Year);
    terms
}

#[test]
fn every_term_is_found_by_its_code() {
    for term in all() {
        assert_eq!(Term::from_code(&term.code()), Some(term));
    }
    assert_eq!(Term::from_code("q5"), None);
}

#[test]
fn schemes_are_found_by_their_codes() {
    for scheme in TermScheme::ALL {
        assert_eq!(TermScheme::from_code(scheme.code()), Some(scheme));
    }
    assert_eq!(TermScheme::usual(9), TermScheme::Quarters);
    assert_eq!(TermScheme::usual(10), TermScheme::HalfYears);
}

#[test]
fn the_second_quarter_meets_the_first_half_year() {
    for term in all() {
        if let Some(pair) = term.pair() {
            assert_eq!(pair.pair(), Some(term));
        }
    }
    assert_eq!(Term::Quarter(2).pair(), Some(Term::HalfYear(1)));
    assert_eq!(Term::Quarter(1).pair(), None);
    assert_eq!(Term::Year.pair(), None);
}

#[test]
fn each_term_but_the_first_has_a_previous() {
    for scheme in TermScheme::ALL {
        let terms = scheme.terms();
        assert_eq!(terms[0].previous(), None);
        for pair in terms.windows(2) {
            assert_eq!(pair[1].previous(), Some(pair[0]));
        }
    }
}

#[test]
fn terms_are_placed_by_their_last_day() {
    let mut terms = all();
    terms.sort_by_key(|term| term.position());
    let codes: Vec<String> = terms.into_iter().map(Term::code).collect();
    assert_eq!(codes, ["q1", "t1", "q2", "h1", "q3", "t2", "q4", "h2", "t3", "year"]);
}

#[test]
fn names_agree_in_gender() {
    assert_eq!(Term::Quarter(1).name(), "1-я четверть");
    assert_eq!(Term::HalfYear(1).name(), "1-е полугодие");
    assert_eq!(Term::Trimester(3).name(), "3-й триместр");
    assert_eq!(Term::Year.name(), "Год");
}

proptest! {
    #[test]
    fn no_number_is_too_much(number in any::<u8>()) {
        for term in [Term::Quarter(number), Term::HalfYear(number), Term::Trimester(number)] {
            prop_assert!(term.position() < Term::Year.position());
            prop_assert!(!term.code().is_empty() && !term.name().is_empty());
            let _ = (term.previous(), term.pair());
        }
    }
}
