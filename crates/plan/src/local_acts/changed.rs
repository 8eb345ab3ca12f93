//! What has changed in the text of an act since somebody looked at it. Pure.

use std::collections::BTreeMap;

/// A line that is there now and was not, or was there and is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ChangedLine {
    pub(super) is_new: bool,
    pub(super) text: String,
}

/// The lines in which two texts differ: those taken out, then those put in.
pub(super) fn changed_lines(before: &str, after: &str) -> Vec<ChangedLine> {
    let only = |of: &str, other: &str, is_new: bool| {
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for line in lines(other) {
            *known.entry(line).or_default() += 1;
        }
        let mut found = Vec::new();
        for line in lines(of) {
            match known.get_mut(line) {
                Some(count) if *count > 0 => *count -= 1,
                _ => found.push(ChangedLine { is_new, text: line.to_owned() }),
            }
        }
        found
    };
    let mut changed = only(before, after, false);
    changed.extend(only(after, before, true));
    changed
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_taken_out_and_put_in_are_told() {
        let told: Vec<(bool, String)> = changed_lines("Один\nДва\nДва\n", "Один\nДва\nТри")
            .into_iter()
            .map(|line| (line.is_new, line.text))
            .collect();
        assert_eq!(told, [(false, "Два".to_owned()), (true, "Три".to_owned())]);
        assert!(changed_lines("Один", " Один ").is_empty());
    }
}
