//! The story of the demo school: who acts in it, and on which day.

use chrono::{Days, NaiveDate, NaiveTime};
use ledger::{Actor, Change};
use roster::staff::queries::{StaffMember, staff};
use store::Store;

use super::Size;
use crate::clock;
use crate::trouble::Trouble;

/// The hour at which everything happens, in Greenwich.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(7, 0, 0).expect("seven in the morning");

/// The school with its people, ready to act.
pub(super) struct Story<'s> {
    pub(super) store: &'s Store,
    pub(super) size: &'s Size,
    people: Vec<StaffMember>,
}

impl<'s> Story<'s> {
    /// Once the list of staff is there.
    pub(super) async fn of(store: &'s Store, size: &'s Size) -> Result<Self, Trouble> {
        let known = staff(&mut store.clone()).await?;
        let mut people: Vec<StaffMember> = known.into_iter().filter(|one| one.left_on.is_none()).collect();
        // Who leads comes first, as in a staff list.
        people.sort_by_key(|one| !one.position.starts_with("Директор"));
        if people.len() < 12 {
            return Err(Trouble::failure(super::labels::STAFF_MISSING.to_owned()));
        }
        Ok(Self { store, size, people })
    }

    /// Everybody.
    pub(super) fn people(&self) -> &[StaffMember] {
        &self.people
    }

    /// The first who holds a position that begins so; anybody else where nobody does.
    pub(super) fn who(&self, position: &str) -> &StaffMember {
        let fits = |one: &&StaffMember| one.position.starts_with(position);
        self.people.iter().find(fits).unwrap_or(&self.people[self.people.len() - 1])
    }

    pub(super) fn principal(&self) -> &StaffMember {
        self.who("Директор")
    }

    pub(super) fn deputy(&self) -> &StaffMember {
        self.who("Заместитель директора по УВР")
    }

    pub(super) fn methodist(&self) -> &StaffMember {
        self.who("Заместитель директора по методической")
    }

    /// A change that somebody begins on a day; never on one to come.
    pub(super) async fn on(&self, day: NaiveDate, by: &StaffMember) -> store::Result<Change> {
        begin_on(self.store, day, Actor { account_id: None, name: by.name().with_initials() }).await
    }

    /// So many days before today, or after it where they are less than nothing.
    pub(super) fn ago(days: i64) -> NaiveDate {
        let (_, today) = clock::now();
        today.checked_sub_signed(chrono::Duration::days(days)).unwrap_or(today)
    }
}

/// A change that begins on a day, as if it were that day; never on one to come.
pub(super) async fn begin_on(store: &Store, day: NaiveDate, by: Actor) -> store::Result<Change> {
    let (now, today) = clock::now();
    if day >= today {
        return Change::begin(store, by, now, today).await;
    }
    Change::begin(store, by, day.and_time(MORNING).and_utc(), day).await
}

/// A number of days later.
pub(super) fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
