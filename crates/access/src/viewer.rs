use school::{PersonName, name_key};

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

    /// Whether a paper that names somebody means this person: by the member of staff where both are known, otherwise by
    /// the name with initials in words such as «Орлова А. В., учитель».
    #[must_use]
    pub fn is_meant(&self, staff_id: Option<i64>, named: &str) -> bool {
        match (self.staff_id, staff_id) {
            (Some(own), Some(other)) => own == other,
            _ => {
                let own = self.short_name();
                let short = |part: &str| PersonName::parse(part).map(|name| name_key(&name.with_initials())).ok();
                own.is_some_and(|own| named.split([',', ';']).filter_map(short).any(|one| one == name_key(&own)))
            }
        }
    }

    /// «Орлова А. В.», where the account is named as a person is.
    #[must_use]
    pub fn short_name(&self) -> Option<String> {
        PersonName::parse(&self.name).map(|name| name.with_initials()).ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_known_by_the_staff_list_or_by_name() {
        let viewer = |staff_id| Viewer {
            account_id: 1,
            name: "Казакова Светлана Викторовна".to_owned(),
            staff_id,
            roles: Vec::new(),
        };
        let table = [
            (Some(7), Some(7), "Иванова И. И.", true),
            (Some(7), Some(8), "Казакова С. В.", false),
            (Some(7), None, "Казакова С. В.", true),
            (Some(7), None, "Орлова А. В., Казакова С.В., завуч", true),
            (None, Some(8), "Казакова С. В., завуч", true),
            (None, Some(8), "С. В. Казакова", true),
            (None, None, "учителя 8-х классов", false),
        ];
        for (own, staff_id, named, is_meant) in table {
            assert_eq!(viewer(own).is_meant(staff_id, named), is_meant, "{own:?} {staff_id:?} {named}");
        }
    }
}
