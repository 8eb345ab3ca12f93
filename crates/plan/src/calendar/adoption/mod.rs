//! Adoption of the cyclogram by the pedagogical council («утверждена педсоветом, протокол № … от …»), and what was changed
//! after it.

mod pages;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod standing;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use web::Refusal;

pub(super) use pages::{adopt, confirm, withdraw};
pub use queries::Adoption;
pub use standing::{AfterAdoption, Standing};

/// Where the cyclogram of a school year stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// «проект»: nobody has adopted it
    Draft,
    /// «утверждена»
    Adopted,
    /// «изменена после утверждения»
    Amended,
}

/// What can happen to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// a row is added, changed or removed
    Change,
    /// the council adopts it as it is
    Adopt,
    /// the record of the adoption is taken back as a mistake
    Withdraw,
}

/// What leads where. What is not in this list is refused.
pub const TRANSITIONS: &[(State, Act, State)] = &[
    (State::Draft, Act::Change, State::Draft),
    (State::Draft, Act::Adopt, State::Adopted),
    (State::Adopted, Act::Change, State::Amended),
    (State::Amended, Act::Change, State::Amended),
    (State::Amended, Act::Adopt, State::Adopted),
    (State::Adopted, Act::Withdraw, State::Draft),
    (State::Amended, Act::Withdraw, State::Draft),
];

/// Why the adoption is not written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotAdopt {
    /// there is nothing to adopt
    Empty,
    /// the council has adopted exactly this already
    Unchanged,
    /// the sitting is still to come
    InFuture,
}

impl Refusal for CannotAdopt {
    fn say(&self) -> String {
        match self {
            CannotAdopt::Empty => "В циклограмме нет ни одной процедуры: сначала заполните её.".to_owned(),
            CannotAdopt::Unchanged => "Циклограмма уже утверждена и с тех пор не менялась.".to_owned(),
            CannotAdopt::InFuture => "Дата заседания ещё не наступила.".to_owned(),
        }
    }
}

/// Whether the council's decision of `adopted_on` can be written down today.
///
/// # Errors
/// When there is nothing to adopt, nothing new, or the day is still to come.
pub fn may_adopt(state: State, row_count: usize, adopted_on: NaiveDate, today: NaiveDate) -> Result<(), CannotAdopt> {
    if row_count == 0 {
        return Err(CannotAdopt::Empty);
    }
    if !TRANSITIONS.iter().any(|(from, act, _)| *from == state && *act == Act::Adopt) {
        return Err(CannotAdopt::Unchanged);
    }
    if adopted_on > today { Err(CannotAdopt::InFuture) } else { Ok(()) }
}

#[cfg(test)]
mod rules {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(State::Draft, 3, "2024-08-29", Ok(()))]
    #[case(State::Amended, 3, "2024-08-30", Ok(()))]
    #[case(State::Adopted, 3, "2024-08-29", Err(CannotAdopt::Unchanged))]
    #[case(State::Draft, 0, "2024-08-29", Err(CannotAdopt::Empty))]
    #[case(State::Draft, 3, "2024-08-31", Err(CannotAdopt::InFuture))]
    fn the_council_adopts_what_is_there(
        #[case] state: State,
        #[case] rows: usize,
        #[case] on: &str,
        #[case] outcome: Result<(), CannotAdopt>,
    ) {
        let today = "2024-08-30".parse().unwrap();
        assert_eq!(may_adopt(state, rows, on.parse().unwrap(), today), outcome);
    }

    /// `docs/states/quality_calendar.md` draws the same arrows.
    #[test]
    fn the_page_of_states_says_what_the_code_does() {
        let page = include_str!("../../../../../docs/states/quality_calendar.md");
        let drawn: Vec<String> =
            page.lines().map(str::trim).filter(|line| line.contains("-->")).map(str::to_owned).collect();
        let arrow = |(from, act, to): &(State, Act, State)| format!("{from:?} --> {to:?}: {act:?}");
        let mut expected: Vec<String> = TRANSITIONS.iter().map(arrow).collect();
        expected.insert(0, "[*] --> Draft".to_owned());
        assert_eq!(drawn, expected);
    }
}
