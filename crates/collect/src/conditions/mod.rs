//! «Условия»: the numbers of the school that no file brings — computers, library, areas, yes and no of order 1324 part 2,
//! certificates. What is asked is data of a pack; each number belongs to a day.

mod definitions;
mod labels;
mod pages;
mod queries;

use access::{May, NavItem, Routes};
use chrono::NaiveDate;
use ledger::{Artefact, Happening};
use web::Stage;

pub(crate) use definitions::{Condition, Kind, sections};

/// The conditions that are asked for: code and name.
#[must_use]
pub fn names() -> Vec<(&'static str, &'static str)> {
    definitions::conditions().iter().map(|one| (one.code.as_str(), one.name.as_str())).collect()
}

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().page("/collect/conditions", May::EnterConditions, pages::show).action(
        "/collect/conditions",
        May::EnterConditions,
        pages::save,
    )
}

/// The entry of the navigation.
pub const NAVIGATION: NavItem = NavItem {
    stage: Stage::Collect,
    label: labels::CONDITIONS,
    href: "/collect/conditions",
    may: May::EnterConditions,
};

/// History: numbers of conditions were entered.
struct ConditionsEntered {
    as_of: NaiveDate,
    count: usize,
}

impl Happening for ConditionsEntered {
    fn kind(&self) -> &'static str {
        "conditions.entered"
    }

    fn subject(&self) -> Artefact {
        Artefact { kind: "school", id: 0 }
    }

    fn sentence(&self) -> String {
        labels::entered(self.as_of, self.count)
    }
}

#[cfg(test)]
mod tests;
