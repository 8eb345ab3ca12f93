//! Indicators of marks, students, test papers and their scales.

pub(crate) mod item_band;
pub(crate) mod simonov_index;

pub use item_band::{ItemBand, ItemBandRule, ItemLevel, item_band};
pub use simonov_index::{CannotWeigh, SimonovWeights, simonov_index};
