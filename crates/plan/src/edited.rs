//! Two people edit one thing: the second sees what the first has written beside her own text, and nothing is lost.

use web::forms::Fields;

/// The most rows of one sort that a form holds.
const MOST_ROWS: usize = 60;

/// What somebody else has written meanwhile, at one place of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theirs {
    /// the place in Russian
    pub label: &'static str,
    /// what stands there now
    pub text: String,
}

/// How many rows of a form are in use, by the field that makes a row one: `task_0`, `task_1` …
#[must_use]
pub fn rows(fields: &Fields, name: &str) -> usize {
    let used = |row: &usize| !fields.get(&format!("{name}_{row}")).is_empty();
    (0..MOST_ROWS).filter(used).max().map_or(0, |last| last + 1)
}

/// What was typed, as if it had been begun from this version.
#[must_use]
pub fn of_version(typed: &Fields, version: i64) -> Fields {
    with_value(typed, "version", version)
}

/// A form with another value in a field.
#[must_use]
pub fn with_value(fields: &Fields, field: &str, value: i64) -> Fields {
    let kept = fields.names().filter(|name| *name != field);
    let all = kept.flat_map(|name| fields.all(name).into_iter().map(move |value| (name, value)));
    all.fold(Fields::empty().with(field, value), |fields, (name, value)| fields.with(name, value))
}

/// The places where what is written now differs from what was typed: single fields, and rows by the names of their
/// fields. `say` turns a stored value into words.
pub fn theirs(
    (now, typed): (&Fields, &Fields),
    single: &[(&str, &'static str)],
    tables: &[(&'static str, &[&str])],
    say: impl Fn(&str, &str) -> String,
) -> Vec<Theirs> {
    let differs = |name: &str| texts(now, name) != texts(typed, name);
    let mut theirs: Vec<Theirs> = single
        .iter()
        .filter(|(name, _)| differs(name))
        .map(|(name, label)| {
            let text = texts(now, name).iter().map(|value| say(name, value)).collect::<Vec<_>>().join(", ");
            Theirs { label, text }
        })
        .collect();
    for (label, names) in tables {
        if lines(now, names, |_, value| value.to_owned()) != lines(typed, names, |_, value| value.to_owned()) {
            theirs.push(Theirs { label, text: lines(now, names, &say).join("\n") });
        }
    }
    theirs
}

/// All values of a field as they are compared: dates alike however they are written.
fn texts(fields: &Fields, name: &str) -> Vec<String> {
    let plain = |text: &str| text.replace("\r\n", "\n");
    let values = fields.all(name).into_iter().filter(|value| !value.is_empty());
    values.map(|value| school::ru::parse_date(value).map_or_else(|| plain(value), school::ru::date_short)).collect()
}

fn lines(fields: &Fields, names: &[&str], say: impl Fn(&str, &str) -> String) -> Vec<String> {
    let cell = |row: usize, name: &str| {
        let values = texts(fields, &format!("{name}_{row}"));
        values.iter().map(|value| say(name, value)).collect::<Vec<_>>().join(", ")
    };
    let line = |row| names.iter().map(|name| cell(row, name)).filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let all = (0..names.first().map_or(0, |name| rows(fields, name))).map(|row| line(row).join(" · "));
    all.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_else_wrote_is_told_by_place() {
        let now = Fields::empty().with("name", "Новое").with("due_0", "2025-06-05").with("task_0", "Дело");
        let typed = Fields::empty().with("name", "Моё").with("due_0", "05.06.2025").with("task_0", "Дело");
        let tables: &[(&'static str, &[&str])] = &[("Этапы", &["task", "due"])];
        let told = theirs((&now, &typed), &[("name", "Название")], tables, |_, value| value.to_owned());
        assert_eq!(told, [Theirs { label: "Название", text: "Новое".to_owned() }]);
        let more = now.with("task_1", "Ещё");
        let told = theirs((&more, &typed), &[], tables, |_, value| value.to_owned());
        assert_eq!(told, [Theirs { label: "Этапы", text: "Дело · 05.06.2025\nЕщё".to_owned() }]);
        assert_eq!(of_version(&typed, 7).get("version"), "7");
    }
}
