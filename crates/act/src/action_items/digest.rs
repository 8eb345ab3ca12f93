//! The digest («сроки»): what a person has to do within a week, tomorrow, and what is late. Told in the interface and by
//! e-mail.

use access::{Cx, May};
use chrono::{Days, NaiveDate};
use store::{Reads, Result};
use web::{Page, Reply, Stage, filters};

use super::lists::before;
use super::queries::{self, ActionItem};
use super::{escalation_days, labels};

/// How soon an item is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Urgency {
    /// handed over from somebody else within the last week and not begun
    Given,
    /// the day is past
    Overdue,
    /// due today or tomorrow
    Tomorrow,
    /// due within a week
    Week,
}

impl Urgency {
    /// How soon an item due on `due_on` is due; nothing for what is further away than a week.
    #[must_use]
    pub fn of(due_on: NaiveDate, today: NaiveDate) -> Option<Urgency> {
        match (due_on - today).num_days() {
            ..0 => Some(Urgency::Overdue),
            0..=1 => Some(Urgency::Tomorrow),
            2..=7 => Some(Urgency::Week),
            _ => None,
        }
    }

    /// The word it is stored under.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Urgency::Given => "given",
            Urgency::Overdue => "overdue",
            Urgency::Tomorrow => "tomorrow",
            Urgency::Week => "week",
        }
    }
}

/// An item in the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// the item
    pub item: ActionItem,
    /// how soon it is due
    pub urgency: Urgency,
}

/// What one member of staff has to do soon («сроки»), the most urgent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// the items
    pub due: Vec<Due>,
}

impl Digest {
    /// The items of one urgency.
    pub fn of(&self, urgency: Urgency) -> impl Iterator<Item = &ActionItem> {
        self.due.iter().filter(move |due| due.urgency == urgency).map(|due| &due.item)
    }

    /// How many items of one urgency.
    #[must_use]
    pub fn count(&self, urgency: Urgency) -> i64 {
        i64::try_from(self.of(urgency).count()).unwrap_or(i64::MAX)
    }

    /// Everything by urgency, the most urgent first.
    pub const ORDER: [Urgency; 4] = [Urgency::Given, Urgency::Overdue, Urgency::Tomorrow, Urgency::Week];

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.due.is_empty()
    }
}

/// The digest of a member of staff: what was handed over, what is late, due by tomorrow, due within a week.
///
/// # Errors
/// When the database does not answer.
pub async fn digest(db: &mut impl Reads, staff_id: i64, today: NaiveDate) -> Result<Digest> {
    let week = Days::new(7);
    let since = today.checked_sub_days(week).unwrap_or(today);
    let given = queries::handed_over(db, staff_id, since).await?;
    let mut due: Vec<Due> = given.into_iter().map(|item| Due { item, urgency: Urgency::Given }).collect();
    let until = today.checked_add_days(week).unwrap_or(today);
    for item in queries::due_by(db, staff_id, until).await? {
        if let Some(urgency) = item.due_on.and_then(|day| Urgency::of(day, today))
            && due.iter().all(|known| known.item.id != item.id)
        {
            due.push(Due { item, urgency });
        }
    }
    Ok(Digest { due })
}

/// What waits for leaders: long late, or with a request for a later day.
///
/// # Errors
/// When the database does not answer.
pub async fn escalated(db: &mut impl Reads, today: NaiveDate) -> Result<Vec<ActionItem>> {
    let days = escalation_days(db).await?;
    queries::escalated(db, before(today, days)).await
}

#[derive(askama::Template)]
#[template(path = "action_items/digest.html")]
struct DigestPage {
    sections: Vec<Section>,
    has_place: bool,
    account: Option<i64>,
    keepers: String,
}

struct Section {
    heading: &'static str,
    items: Vec<ActionItem>,
}

pub(super) async fn page(cx: Cx) -> Reply {
    let mut db = cx.store();
    let viewer = cx.viewer();
    let digest = match viewer.staff_id {
        Some(staff_id) => digest(&mut db, staff_id, cx.today()).await?,
        None => Digest::default(),
    };
    let section =
        |urgency: Urgency| Section { heading: urgency.heading(), items: digest.of(urgency).cloned().collect() };
    let sections = Digest::ORDER.map(section);
    let sections = sections.into_iter().filter(|section| !section.items.is_empty()).collect();
    let has_place = viewer.staff_id.is_some();
    let keepers = if has_place { Vec::new() } else { queries::account_names(&mut db).await? };
    let body = DigestPage {
        sections,
        has_place,
        account: cx.may(May::ManageAccounts).then_some(viewer.account_id),
        keepers: keepers.join(", "),
    };
    let page = Page::new(labels::MINE).stage(Stage::Act).crumb(labels::ACTION_ITEMS, "/act/action-items");
    cx.page(page.body(body)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_a_day_and_late() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2025-06-05");
        let table = [
            ("2025-06-04", Some(Urgency::Overdue)),
            ("2025-06-05", Some(Urgency::Tomorrow)),
            ("2025-06-06", Some(Urgency::Tomorrow)),
            ("2025-06-07", Some(Urgency::Week)),
            ("2025-06-12", Some(Urgency::Week)),
            ("2025-06-13", None),
        ];
        for (due, urgency) in table {
            assert_eq!(Urgency::of(day(due), today), urgency, "{due}");
        }
    }
}
