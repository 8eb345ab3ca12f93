//! Files as schools have them, and files as nobody should: each made here.
#![expect(clippy::cast_possible_truncation, reason = "files made by tests are small")]

mod build;
mod kinds;
mod limits;
mod memory;
mod never_panics;
mod reading;
mod texts;
mod writing;
