//! What the pack asks for, and which indicators each answer feeds.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

const CONDITIONS: &str = include_str!("../../../../packs/conditions.toml");
const ORDER_1324: &str = include_str!("../../../../packs/order-1324.toml");

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// yes or no, kept as 1 or 0
    YesNo,
    /// a whole number
    Number,
    /// an area in square metres
    Area,
}

/// A number that is asked for.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Condition {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) section: String,
    pub(crate) feeds: Vec<String>,
    pub(crate) help: String,
}

#[derive(Deserialize)]
struct Pack {
    condition: Vec<Condition>,
}

#[derive(Deserialize)]
struct Indicators {
    indicator: Vec<Indicator>,
}

#[derive(Deserialize)]
struct Indicator {
    code: String,
    name: String,
}

static PACK: LazyLock<Vec<Condition>> = LazyLock::new(|| {
    let pack: Pack = toml::from_str(CONDITIONS).expect("the pack of conditions is compiled in and tested");
    pack.condition
});

static NAMES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let pack: Indicators = toml::from_str(ORDER_1324).expect("the pack of order 1324 is compiled in and tested");
    pack.indicator.into_iter().map(|one| (one.code, one.name)).collect()
});

/// All conditions, in the order of the form.
pub(crate) fn conditions() -> &'static [Condition] {
    &PACK
}

/// The conditions under their headings, in the order of the form.
pub(crate) fn sections() -> Vec<(&'static str, Vec<&'static Condition>)> {
    let mut sections: Vec<(&str, Vec<&Condition>)> = Vec::new();
    for condition in conditions() {
        match sections.iter_mut().find(|(name, _)| *name == condition.section) {
            Some((_, list)) => list.push(condition),
            None => sections.push((&condition.section, vec![condition])),
        }
    }
    sections
}

impl Condition {
    /// The indicators it feeds: number in the order and name.
    pub(crate) fn indicators(&self) -> impl Iterator<Item = (&str, &str)> {
        self.feeds.iter().map(|code| {
            let name = NAMES.get(code).map_or("", String::as_str);
            (code.strip_prefix("1324.").unwrap_or(code), name)
        })
    }
}
