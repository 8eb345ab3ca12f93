//! The groups of a breakdown: their values and their natural order.

use std::cmp::Ordering;

use crate::outcome::Group;
use crate::schema::Dimension;

use super::cube::Names;

pub(super) fn group(dimensions: &[Dimension], key: &[u32], names: &Names) -> Group {
    dimensions.iter().zip(key).map(|(dimension, number)| (*dimension, names.text(*number).map(str::to_owned))).collect()
}

pub(super) fn by_names(left: &[u32], right: &[u32], names: &Names) -> Ordering {
    let pairs = left.iter().zip(right).map(|(l, r)| natural(names.text(*l), names.text(*r)));
    pairs.fold(Ordering::Equal, Ordering::then)
}

/// «9Б» before «10А», «2» before «10»; nothing last.
fn natural(left: Option<&str>, right: Option<&str>) -> Ordering {
    let split = |text: &str| {
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        (text[..digits].parse::<u64>().unwrap_or(u64::MAX), text[digits..].to_owned())
    };
    match (left, right) {
        (Some(left), Some(right)) => split(left).cmp(&split(right)),
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Greater,
        (_, None) => Ordering::Less,
    }
}
