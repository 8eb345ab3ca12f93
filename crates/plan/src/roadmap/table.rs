//! A roadmap as it stands in files: numbers that jump, cells split over two rows, months without a year. Pure.

use super::labels;

/// A row as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadRow {
    /// «№»
    pub number: String,
    /// «мероприятие»
    pub activity: String,
    /// «ожидаемые результаты»
    pub expected: String,
    /// «ответственные»
    pub responsible: String,
    /// «сроки»
    pub period: String,
}

impl ReadRow {
    fn fields(&self) -> [&String; 5] {
        [&self.number, &self.activity, &self.expected, &self.responsible, &self.period]
    }

    fn fields_mut(&mut self) -> [&mut String; 5] {
        [&mut self.number, &mut self.activity, &mut self.expected, &mut self.responsible, &mut self.period]
    }
}

/// What a table was read as.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadTable {
    /// the rows
    pub rows: Vec<ReadRow>,
    /// what was put right on the way, in sentences
    pub remarks: Vec<String>,
}

/// Cells of pasted text: columns between tabs, a cell with line breaks between quotation marks, as Excel copies it.
#[must_use]
pub fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut letters = text.replace("\r\n", "\n").chars().collect::<Vec<char>>().into_iter().peekable();
    while let Some(letter) = letters.next() {
        let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            '\t' if !is_quoted => rows.last_mut().into_iter().for_each(|row| row.push(String::new())),
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            other => cell.push(other),
        }
    }
    rows
}

/// Rows as text that [`cells`] reads back.
#[must_use]
pub fn as_text(rows: &[ReadRow]) -> String {
    let plain = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ").replace('"', "”");
    let line = |row: &ReadRow| row.fields().map(plain).join("\t");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads a roadmap from the cells of a table. Rows above the heading are left out.
#[must_use]
pub fn read(grid: &[Vec<String>]) -> ReadTable {
    let trimmed = |row: &Vec<String>| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let grid: Vec<Vec<String>> =
        grid.iter().map(trimmed).filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
    let (columns, first) = match grid.iter().position(|row| heading(row).is_some()) {
        Some(at) => (heading(&grid[at]).unwrap_or(USUAL), at + 1),
        None => (USUAL, 0),
    };
    let mut table = ReadTable::default();
    for cells in &grid[first..] {
        let mut row = ReadRow::default();
        for (field, column) in row.fields_mut().into_iter().zip(columns) {
            *field = column.and_then(|column| cells.get(column)).cloned().unwrap_or_default();
        }
        take(&mut table, row);
    }
    table.remarks.extend(jumps(&table.rows));
    table
}

/// Where the five fields stand when nobody says it.
const USUAL: [Option<usize>; 5] = [Some(0), Some(1), Some(2), Some(3), Some(4)];

/// The columns of a heading: at least the activity and the time or the person are named.
fn heading(row: &[String]) -> Option<[Option<usize>; 5]> {
    let find = |stems: &[&str]| {
        row.iter().position(|cell| {
            let cell = cell.to_lowercase();
            stems.iter().any(|stem| cell.starts_with(stem) || cell.contains(&format!(" {stem}")))
        })
    };
    let [number, activity, expected, responsible, period] = labels::HEADING_STEMS.map(find);
    (activity.is_some() && (period.is_some() || responsible.is_some())).then_some([
        number,
        activity,
        expected,
        responsible,
        period,
    ])
}

/// A row without a number goes on with the row above, where it leaves cells empty; what has an activity of its own, somebody
/// for it and a time is a row of its own.
fn take(table: &mut ReadTable, row: ReadRow) {
    let has_gaps = row.fields().iter().skip(1).any(|field| field.is_empty());
    let is_own = [&row.activity, &row.responsible, &row.period].iter().all(|field| !field.is_empty());
    if row.number.is_empty() && is_own && table.rows.iter().any(|known| !known.number.is_empty()) {
        table.remarks.push(labels::row_has_no_number(&row.activity));
    }
    match table.rows.last_mut() {
        Some(above) if row.number.is_empty() && has_gaps && !is_own => {
            table.remarks.push(labels::row_was_joined(&above.number));
            for (field, more) in above.fields_mut().into_iter().zip(row.fields()) {
                if !more.is_empty() {
                    if !field.is_empty() {
                        field.push(' ');
                    }
                    field.push_str(more);
                }
            }
        }
        _ => table.rows.push(row),
    }
}

/// Numbers that do not follow each other. They stay as they are: papers refer to them.
fn jumps(rows: &[ReadRow]) -> Vec<String> {
    let numbers: Vec<i64> =
        rows.iter().filter_map(|row| row.number.trim_end_matches(['.', ')']).parse().ok()).collect();
    let jumps = numbers.windows(2).filter(|pair| pair[1] != pair[0] + 1);
    jumps.map(|pair| labels::numbers_jump(pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASTED: &str = "Дорожная карта на 2021 год\n\n\
        №п/п\tНаименование мероприятий\tОжидаемые результаты\tОтветственные\tСроки\n\
        5\tОбсуждение показателей\tПротокол\tДиректор\tянварь 2021\n\
        6\tОбучение экспертов\tПрограмма\tЗаместители по УВР, ВР\tдекабрь\n\
        9\tИсправление недочётов\t\"Меры по исправлению (при\nналичии\"\tРабочая группа\tиюнь–декабрь 2021\n\
        \n\
        \t\tнеобходимости)\t\t\n\
        10\tИтоги\tСправка\tДиректор\tдекабрь 2021\n";

    #[test]
    fn a_roadmap_is_read_as_it_stands() {
        let table = read(&cells(PASTED));
        let numbers: Vec<&str> = table.rows.iter().map(|row| row.number.as_str()).collect();
        assert_eq!(numbers, ["5", "6", "9", "10"]);
        assert_eq!(table.rows[2].expected, "Меры по исправлению (при\nналичии необходимости)");
        assert_eq!(table.rows[2].period, "июнь–декабрь 2021");
        assert_eq!(table.remarks.len(), 2, "{:?}", table.remarks);
        let again = read(&cells(&as_text(&table.rows)));
        assert_eq!(again.rows.len(), 4);
        assert_eq!(again.rows[2].expected, "Меры по исправлению (при наличии необходимости)");
    }

    #[test]
    fn columns_are_found_by_their_names() {
        let text = "Срок\tМероприятие\tОтветственный\nмай 2025\tАнализ\tКим О. П.";
        let table = read(&cells(text));
        assert_eq!(table.rows[0].activity, "Анализ");
        assert_eq!((table.rows[0].period.as_str(), table.rows[0].number.as_str()), ("май 2025", ""));
    }

    #[test]
    fn an_activity_with_somebody_and_a_time_is_not_glued_to_the_row_above() {
        let text = "5\tПровести опрос\t–\tЗавуч\tIII квартал 2025\n\tСобрать анкеты\t\tЗавуч\tежемесячно";
        let table = read(&cells(text));
        assert_eq!(table.rows.len(), 2);
        assert_eq!((table.rows[0].responsible.as_str(), table.rows[1].period.as_str()), ("Завуч", "ежемесячно"));
        assert_eq!(table.remarks, ["Строка без номера «Собрать анкеты» оставлена отдельным мероприятием."]);
    }

    #[test]
    fn a_whole_row_without_a_number_is_a_row() {
        let table = read(&cells("1\tА\tБ\tВ\tмай\n\tГ\tД\tЕ\tиюнь"));
        assert_eq!(table.rows.len(), 2);
    }
}
