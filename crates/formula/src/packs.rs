//! The packs that come with the program.

use crate::pack::PackText;

macro_rules! packs {
    ($($file:literal),+ $(,)?) => {
        [$(($file, include_str!(concat!("../../../packs/", $file)))),+]
    };
}

/// All packs that come with the program, as texts. A school may add its own.
#[must_use]
pub fn builtin() -> Vec<PackText> {
    packs![
        "conditions.toml",
        "data-use.toml",
        "school-statistics.toml",
        "vpr.toml",
        "vpr-scales.toml",
        "order-1324.toml"
    ]
    .into_iter()
    .map(|(file, text)| PackText::new(file, text))
    .collect()
}
