//! Whether and how fast a series rises.

pub(crate) mod mann_kendall;
pub(crate) mod theil_sen;

pub use mann_kendall::mann_kendall;
pub use theil_sen::{TheilSen, theil_sen};
