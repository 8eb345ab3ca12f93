//! This school: its years and terms, class groups, subjects, staff, students and their dated enrolment.
//!
//! The roster is the ground that every stage stands on. It says who and what there is; it judges nothing and
//! measures nothing. The views `scope_cell` and `scope_student` say which rows a member of staff may see.

pub mod associations;
pub mod classes;
mod first_start;
mod labels;
mod person_form;
pub mod setup;
pub mod staff;
pub mod students;
pub mod subjects;

use access::Routes;
use store::Schema;

/// The tables of this crate and of those below it.
#[must_use]
pub fn schema() -> Schema {
    access::schema().with(Schema::of(store::migrations!(
        "20260904_roster",
        "20261106_scope_student_by_class",
        "20261107_class_kinds_confirmed"
    )))
}

/// The first start, and the pages of the school.
#[must_use]
pub fn routes() -> Routes {
    first_start::routes()
        .and(setup::pages::routes())
        .and(classes::pages::routes())
        .and(students::pages::routes())
        .and(associations::pages::routes())
        .and(subjects::pages::routes())
        .and(staff::pages::routes())
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
