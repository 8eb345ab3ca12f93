//! The responsibility matrix («матрица ответственности»): procedures of the cyclogram by people, made of the cyclogram.

mod labels;
mod load;
mod pages;

#[cfg(test)]
mod tests;

use access::{May, Routes};

pub use load::{Duty, PersonLoad, loads};

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().page("/plan/responsibility", May::ReadPlan, pages::matrix)
}
