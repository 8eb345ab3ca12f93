//! Moving the day of an action item: its doer asks, another leader grants or declines. Pure;
//! `docs/states/postponement_request.md` draws the same table.

use chrono::NaiveDate;
use school::ru::is_telling;

use super::state::State;

/// How the request for a later day («просьба о переносе срока») of an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// nobody has asked
    Quiet,
    /// «ждёт ответа»
    Asked,
    /// «срок перенесён»
    Granted,
    /// «отклонена»
    Declined,
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestAct {
    /// the doer asks; who asks again names another day
    Ask,
    /// a leader moves the day
    Grant,
    /// a leader leaves the day as it is
    Decline,
}

/// Every step there is.
pub const REQUEST_TRANSITIONS: &[(Standing, RequestAct, Standing)] = &[
    (Standing::Quiet, RequestAct::Ask, Standing::Asked),
    (Standing::Asked, RequestAct::Ask, Standing::Asked),
    (Standing::Asked, RequestAct::Grant, Standing::Granted),
    (Standing::Asked, RequestAct::Decline, Standing::Declined),
    (Standing::Granted, RequestAct::Ask, Standing::Asked),
    (Standing::Declined, RequestAct::Ask, Standing::Asked),
];

impl Standing {
    /// The word of it in the picture.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Quiet => "quiet",
            Standing::Asked => "asked",
            Standing::Granted => "granted",
            Standing::Declined => "declined",
        }
    }

    /// Where `act` leads from here, if anywhere.
    #[must_use]
    pub fn after(self, act: RequestAct) -> Option<Standing> {
        REQUEST_TRANSITIONS.iter().find(|(from, by, _)| *from == self && *by == act).map(|(_, _, to)| *to)
    }
}

impl RequestAct {
    /// The word it is stored under.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            RequestAct::Ask => "ask",
            RequestAct::Grant => "grant",
            RequestAct::Decline => "decline",
        }
    }
}

/// Who wants to move the day of an item, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Moving<'a> {
    /// how far the item is
    pub state: State,
    /// how the request for a later day stands
    pub request: Standing,
    /// the day it is due on
    pub due_on: Option<NaiveDate>,
    /// today
    pub today: NaiveDate,
    /// the item was given to this person
    pub is_doer: bool,
    /// nobody stands above this person
    pub is_principal: bool,
    /// why
    pub reason: &'a str,
}

/// Why a day is not moved, or not asked to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotPostpone {
    /// it is done
    Done,
    /// it lies with whoever accepts it
    UnderReview,
    /// the new day is not later than the one it has
    NotLater,
    /// the new day is past
    Past,
    /// nobody moves the day of their own item: it is asked for
    OwnItem,
    /// only whom the item was given to asks
    NotTheDoer,
    /// there is no request to answer
    NothingAsked,
    /// it is not said why
    ReasonMissing,
}

/// Whether this person may move the day to `until`; a request that waits is granted by it.
///
/// # Errors
/// [`CannotPostpone`] says why not.
pub fn postpone(at: &Moving<'_>, until: NaiveDate) -> Result<(), CannotPostpone> {
    if at.is_doer && !at.is_principal {
        return Err(CannotPostpone::OwnItem);
    }
    later(at, until)
}

/// Whether this person may ask for `until`; answers how the request stands then.
///
/// # Errors
/// [`CannotPostpone`] says why not.
pub fn ask(at: &Moving<'_>, until: NaiveDate) -> Result<Standing, CannotPostpone> {
    if !at.is_doer {
        return Err(CannotPostpone::NotTheDoer);
    }
    if at.state == State::UnderReview {
        return Err(CannotPostpone::UnderReview);
    }
    later(at, until)?;
    at.request.after(RequestAct::Ask).ok_or(CannotPostpone::NothingAsked)
}

/// Whether this person may leave the day as it is; answers how the request stands then.
///
/// # Errors
/// [`CannotPostpone`] says why not.
pub fn decline(at: &Moving<'_>) -> Result<Standing, CannotPostpone> {
    if at.is_doer && !at.is_principal {
        return Err(CannotPostpone::OwnItem);
    }
    let declined = at.request.after(RequestAct::Decline).ok_or(CannotPostpone::NothingAsked)?;
    if is_telling(at.reason) { Ok(declined) } else { Err(CannotPostpone::ReasonMissing) }
}

fn later(at: &Moving<'_>, until: NaiveDate) -> Result<(), CannotPostpone> {
    match at.due_on {
        _ if at.state == State::Done => Err(CannotPostpone::Done),
        Some(due) if until <= due => Err(CannotPostpone::NotLater),
        _ if until < at.today => Err(CannotPostpone::Past),
        _ if !is_telling(at.reason) => Err(CannotPostpone::ReasonMissing),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_of_a_request_is_the_code() {
        let page = include_str!("../../../../docs/states/postponement_request.md");
        let coded = REQUEST_TRANSITIONS.iter().map(|(from, act, to)| (from.code(), act.code(), to.code()));
        crate::tests::must_draw(page, coded);
    }

    #[test]
    fn a_day_is_moved_by_another_and_with_a_reason() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let leader = Moving {
            state: State::New,
            request: Standing::Quiet,
            due_on: Some(day("2025-06-01")),
            today: day("2025-06-05"),
            is_doer: false,
            is_principal: false,
            reason: "Карантин в 8Б",
        };
        let doer = Moving { is_doer: true, ..leader };
        let asked = Moving { request: Standing::Asked, ..leader };
        let later = day("2025-06-10");
        let table = [
            (leader, later, Ok(())),
            (doer, later, Err(CannotPostpone::OwnItem)),
            (Moving { is_principal: true, ..doer }, later, Ok(())),
            (Moving { state: State::Done, ..leader }, later, Err(CannotPostpone::Done)),
            (leader, day("2025-06-01"), Err(CannotPostpone::NotLater)),
            (leader, day("2025-06-04"), Err(CannotPostpone::Past)),
            (Moving { due_on: None, ..leader }, day("2025-06-05"), Ok(())),
            (Moving { reason: "так", ..leader }, later, Err(CannotPostpone::ReasonMissing)),
        ];
        for (at, until, answer) in table {
            assert_eq!(postpone(&at, until), answer, "{at:?} {until}");
        }
        let asks = [
            (doer, Ok(Standing::Asked)),
            (Moving { request: Standing::Asked, ..doer }, Ok(Standing::Asked)),
            (leader, Err(CannotPostpone::NotTheDoer)),
            (Moving { state: State::UnderReview, ..doer }, Err(CannotPostpone::UnderReview)),
            (Moving { reason: ".", ..doer }, Err(CannotPostpone::ReasonMissing)),
        ];
        for (at, answer) in asks {
            assert_eq!(ask(&at, later), answer, "{at:?}");
        }
        assert_eq!(decline(&asked), Ok(Standing::Declined));
        assert_eq!(decline(&leader), Err(CannotPostpone::NothingAsked));
        assert_eq!(decline(&Moving { is_doer: true, ..asked }), Err(CannotPostpone::OwnItem));
        assert_eq!(decline(&Moving { reason: "нет", ..asked }), Err(CannotPostpone::ReasonMissing));
    }
}
