//! The responsibility matrix («матрица ответственности»): functions of bodies and procedures of the cyclogram by bodies and
//! posts; and how much of the cyclogram rests on whom.

mod labels;
mod load;
mod matrix;
mod pages;
mod paper;

#[cfg(test)]
mod tests;

use access::{May, Routes};

pub use load::{Duty, PersonLoad, loads};
pub use matrix::{Group, Line, Matrix, Part, Post, matrix};

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().page("/plan/responsibility", May::ReadPlan, pages::matrix).page(
        "/plan/responsibility/paper.docx",
        May::ReadPlan,
        pages::docx,
    )
}
