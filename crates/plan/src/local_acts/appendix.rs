//! Appendices made of the plan: tables that are kept as text once the act is closed. Pure.

/// An appendix of an act: a title and a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appendix {
    /// title, without «Приложение N»
    pub title: String,
    /// names of the columns
    pub header: Vec<String>,
    /// rows
    pub rows: Vec<Vec<String>>,
}

const TITLE: char = '=';
const FIELD: char = '\t';

/// Appendices as text: a line `=title`, a line of names, a line for each row, fields between tabs.
#[must_use]
pub fn written(appendices: &[Appendix]) -> String {
    let plain = |text: &String| text.replace(['\t', '\n', '\r'], " ");
    let line = |fields: &[String]| fields.iter().map(plain).collect::<Vec<_>>().join(&FIELD.to_string());
    let mut text = String::new();
    for one in appendices {
        text.push(TITLE);
        text.push_str(&plain(&one.title));
        for fields in std::iter::once(&one.header).chain(&one.rows) {
            // A space keeps a row whose first field begins like a title apart from one.
            text.push_str("\n ");
            text.push_str(&line(fields));
        }
        text.push('\n');
    }
    text
}

/// Appendices read back from their text.
#[must_use]
pub fn read(text: &str) -> Vec<Appendix> {
    let fields = |line: &str| line.strip_prefix(' ').unwrap_or(line).split(FIELD).map(str::to_owned).collect();
    let mut appendices: Vec<Appendix> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix(TITLE), appendices.last_mut()) {
            (Some(title), _) => {
                appendices.push(Appendix { title: title.to_owned(), header: Vec::new(), rows: Vec::new() });
            }
            (None, Some(last)) if last.header.is_empty() => last.header = fields(line),
            (None, Some(last)) => last.rows.push(fields(line)),
            (None, None) => {}
        }
    }
    appendices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let words = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let all = vec![
            Appendix {
                title: "Показатели".to_owned(),
                header: words(&["№", "Показатель"]),
                rows: vec![words(&["=1", ""]), words(&["", "Успеваемость"])],
            },
            Appendix { title: "Циклограмма".to_owned(), header: words(&["Срок"]), rows: Vec::new() },
        ];
        assert_eq!(read(&written(&all)), all);
        assert!(read("").is_empty());
    }
}
