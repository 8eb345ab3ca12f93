//! How the review of a year is written, signed, and begun anew. Pure; `docs/states/management_review.md` draws the table.

/// How far the review is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// «готовится»: its numbers are counted anew each time
    Draft,
    /// «подписан»: it stays as it was that day
    Signed,
}

/// What is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// writes a conclusion
    Write,
    /// proposes something for the next plan
    Propose,
    /// signs it: its content is frozen
    Sign,
    /// begins the next edition
    Reopen,
}

/// Every step there is.
pub const TRANSITIONS: &[(State, Act, State)] = &[
    (State::Draft, Act::Write, State::Draft),
    (State::Draft, Act::Propose, State::Draft),
    (State::Draft, Act::Sign, State::Signed),
    (State::Signed, Act::Reopen, State::Draft),
];

/// There is no such step from this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CannotStep(pub State);

impl State {
    /// The word in the picture of states.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Signed => "signed",
        }
    }

    /// The state after a step.
    ///
    /// # Errors
    /// When there is no such step from here.
    pub fn step(self, act: Act) -> Result<State, CannotStep> {
        let next = TRANSITIONS.iter().find(|(from, by, _)| *from == self && *by == act);
        next.map(|(_, _, to)| *to).ok_or(CannotStep(self))
    }
}

impl Act {
    /// The word in the picture of states.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Act::Write => "write",
            Act::Propose => "propose",
            Act::Sign => "sign",
            Act::Reopen => "reopen",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_picture_of_states_is_the_code() {
        let page = include_str!("../../../../docs/states/management_review.md");
        let lines = page.lines().map(str::trim).filter(|line| line.contains("-->") && !line.contains("[*]"));
        let drawn: BTreeSet<String> = lines.map(str::to_owned).collect();
        let coded =
            TRANSITIONS.iter().map(|(from, act, to)| format!("{} --> {} : {}", from.code(), to.code(), act.code()));
        assert_eq!(drawn, coded.collect());
    }

    #[test]
    fn what_is_signed_is_written_no_more() {
        assert_eq!(State::Signed.step(Act::Write), Err(CannotStep(State::Signed)));
        assert_eq!(State::Signed.step(Act::Reopen), Ok(State::Draft));
        assert_eq!(State::Draft.step(Act::Reopen), Err(CannotStep(State::Draft)));
    }
}
