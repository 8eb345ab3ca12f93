//! Lists of people: the roster of students («контингент») and the staff list.

pub(crate) mod queries;
pub(crate) mod staff;
pub(crate) mod students;
