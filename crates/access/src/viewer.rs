use crate::{May, Role};

/// The person looking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// account
    pub account_id: i64,
    /// «Фамилия Имя Отчество» as shown
    pub name: String,
    /// the member of staff behind the account, if it is one
    pub staff_id: Option<i64>,
    /// roles, in the order of [`Role::ALL`]
    pub roles: Vec<Role>,
}

impl Viewer {
    /// Whether any of the roles allows it.
    #[must_use]
    pub fn may(&self, what: May) -> bool {
        self.roles.iter().any(|role| role.grants().contains(&what))
    }

    /// Which rows this person may see.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope {
            whole: self.roles.iter().any(|role| role.sees_whole_school()),
            account_id: self.account_id,
            staff_id: self.staff_id,
        }
    }
}

/// Which rows a person may see; every query that reads people or their results takes one and applies it in SQL:
///
/// ```sql
/// ($1 OR EXISTS (SELECT 1 FROM scope_cell s WHERE s.staff_id = $2 AND s.class_group_id = x.class_group_id AND s.subject_id = x.subject_id))
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scope {
    /// the whole school
    pub whole: bool,
    /// otherwise: what this account's member of staff teaches, leads or heads
    pub staff_id: Option<i64>,
    /// the account itself
    pub account_id: i64,
}

impl Scope {
    /// Everything: for the program itself and for those who lead the school.
    #[must_use]
    pub fn whole_school() -> Self {
        Self { whole: true, staff_id: None, account_id: 0 }
    }
}
