//! The lines above the results: what paper it is, which items it has.

use chrono::NaiveDate;
use school::SchoolYear;
use sheets::{Row, Value};

use crate::imports::cell::{self, heading_key};
use crate::imports::dirt;
use crate::imports::finding::{Findings, Place, Severity, Spot};
use crate::imports::papers::{Doubt, Doubtful, WrittenItem};

/// What the lines above the table say.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<Title>,
    pub(super) title_at: Spot,
    pub(super) subject: String,
    pub(super) subject_at: Spot,
    pub(super) max_primary: Option<(i64, Place)>,
    pub(super) held_on: Option<NaiveDate>,
    /// what stands where the date should
    pub(super) held_on_text: String,
    /// the levels of items by their columns
    levels: Vec<(u32, String)>,
}

/// «ВПР 2026 Русский язык 4 класс».
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) text: String,
    pub(super) year: i64,
    pub(super) subject: String,
    pub(super) year_group: u8,
}

impl Title {
    pub(super) fn read(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [programme, year, subject @ .., group, class] = words.as_slice() else { return None };
        let is_vpr = heading_key(programme) == "впр" && heading_key(class) == "класс" && !subject.is_empty();
        let year = year.parse().ok().filter(|year| (2000..2200).contains(year))?;
        let year_group = group.parse().ok().filter(|group| (1..=11).contains(group))?;
        is_vpr.then(|| Self { text: words.join(" "), year, subject: subject.join(" "), year_group })
    }
}

impl Head {
    /// Takes what a row above the table says.
    pub(super) fn take(&mut self, row: &Row, sheet: &str) {
        for cell in row.cells() {
            let text = cell::text(&cell.value);
            if let Some(title) = Title::read(&text) {
                if self.title.is_none() {
                    self.title = Some(title);
                    self.title_at = Spot::new(row.number(), cell.column);
                }
                continue;
            }
            let (label, inside) = text.split_once(':').unwrap_or((&text, ""));
            let beside = row.cells().find(|next| next.column > cell.column && !next.value.is_blank());
            let beside = beside.map_or((Value::Empty, cell.column), |next| (next.value, next.column));
            let inside = (Value::Text(inside.trim()), cell.column);
            let (value, column) = if inside.0.is_blank() { beside } else { inside };
            match heading_key(label).as_str() {
                "предмет" => {
                    self.subject = cell::text(&value);
                    self.subject_at = Spot::new(row.number(), column);
                }
                "максимальный первичный балл" => {
                    let place = Place::cell(sheet, row.number(), column);
                    self.max_primary = cell::whole(&value).map(|number| (number, place));
                }
                "дата" => {
                    self.held_on = cell::date(&value);
                    self.held_on_text = cell::text(&value);
                }
                _ => {}
            }
        }
        let levels = row.cells().filter(|cell| cell.value.shown().trim().chars().count() == 1);
        let levels: Vec<(u32, String)> = levels.map(|cell| (cell.column, cell::text(&cell.value))).collect();
        if levels.len() > self.levels.len() {
            self.levels = levels;
        }
    }

    /// The school year of the paper: by its date, otherwise spring of the year in the title.
    pub(super) fn school_year(&self) -> Option<SchoolYear> {
        let of_title = self.title.as_ref().map(|title| SchoolYear(title.year - 1));
        self.held_on.map(SchoolYear::containing).or(of_title)
    }
}

/// The columns of the table.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub(super) columns: Vec<u32>,
    pub(super) items: Vec<WrittenItem>,
    /// what a person has to say about them
    pub(super) doubts: Vec<Doubt>,
    /// their headings and where these stand
    seen: Vec<(String, String)>,
    pub(super) code: u32,
    pub(super) class: u32,
    pub(super) variant: u32,
    pub(super) primary: u32,
    pub(super) mark: u32,
    pub(super) journal_mark: u32,
}

impl Items {
    /// The columns that a row of headings names; none when it is no such row.
    pub(super) fn of(row: &Row, head: &Head, sheet: &str, findings: &mut Findings) -> Option<Self> {
        let has_code = row.cells().any(|cell| heading_key(&cell::text(&cell.value)) == "код участника");
        if !has_code {
            return None;
        }
        let mut found = Self::default();
        let headings: Vec<(u32, String)> = row.cells().map(|cell| (cell.column, cell::text(&cell.value))).collect();
        let items = || headings.iter().filter(|(_, text)| item(text).is_some()).map(|(column, _)| *column);
        let among_items = items().min().unwrap_or(0)..items().max().unwrap_or(0);
        for (column, text) in &headings {
            let place = Place::cell(sheet, row.number(), *column);
            if let Some(read) = item(text) {
                found.add(read, head, (*column, place, text), findings);
                continue;
            }
            let known = match heading_key(text).as_str() {
                "код участника" => &mut found.code,
                "класс" => &mut found.class,
                "вариант" => &mut found.variant,
                "первичный балл" => &mut found.primary,
                "отметка" => &mut found.mark,
                "отметка по журналу" => &mut found.journal_mark,
                "" => continue,
                _ if among_items.contains(column) || text.starts_with(|c: char| c.is_ascii_digit()) => {
                    found.odd(head, (*column, place, text), findings);
                    continue;
                }
                _ => continue,
            };
            *known = *column;
        }
        Some(found)
    }

    /// An item, its level, and whether another has its number.
    fn add(
        &mut self,
        (label, max_points): (String, i64),
        head: &Head,
        (column, place, text): (u32, Place, &str),
        findings: &mut Findings,
    ) {
        let (item, mut doubts) = (self.items.len(), Vec::new());
        let doubt = |text: &str, about: Doubtful| Doubt { place: place.clone(), text: text.to_owned(), about };
        if let Some(first) = self.items.iter().position(|other| other.label == label) {
            let (first_text, first_at) = self.seen[first].clone();
            let message = dirt::item_twice((&first_text, &first_at), (text, &place.address()), &label);
            findings.say(Severity::Error, "item_twice", place.clone(), text, message);
            doubts.push(doubt(text, Doubtful::Twin { item, first_at }));
        }
        let level = head.level(column, &label, &place, findings);
        if let Err(told) = level {
            doubts.push(doubt(told, Doubtful::Level { item }));
        }
        self.doubts.extend(doubts);
        self.columns.push(column);
        self.seen.push((text.to_owned(), place.address()));
        self.items.push(WrittenItem { label, level: level.unwrap_or("base"), max_points });
    }

    /// A heading that is perhaps one of an item.
    fn odd(&mut self, head: &Head, (column, place, text): (u32, Place, &str), findings: &mut Findings) {
        findings.say(Severity::Error, "item_unreadable", place.clone(), text, dirt::odd_item(text));
        let read = likely_item(text);
        let item = read.is_some().then_some(self.items.len());
        self.doubts.push(Doubt { place: place.clone(), text: text.to_owned(), about: Doubtful::Heading { item } });
        if let Some(read) = read {
            self.add(read, head, (column, place, text), findings);
        }
    }

    /// Columns that the table cannot do without and has not.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let needed = [("Класс", self.class), ("Первичный балл", self.primary), ("Отметка", self.mark)];
        needed.into_iter().filter(|(_, column)| *column == 0).map(|(name, _)| name).collect()
    }
}

impl Head {
    /// The level of the item in a column; otherwise what stands there, which has been told.
    fn level(&self, column: u32, label: &str, place: &Place, findings: &mut Findings) -> Result<&'static str, &str> {
        let found = self.levels.iter().find(|(level_column, _)| *level_column == column);
        let text = found.map_or("", |(_, text)| text.as_str());
        let (code, message) = match text.to_lowercase().as_str() {
            "б" => return Ok("base"),
            "п" => return Ok("raised"),
            "в" | "b" => return Ok("high"),
            "" => ("level_missing", dirt::no_level(label)),
            _ => ("level_unknown", dirt::unknown_level(label, text)),
        };
        findings.say(Severity::Warning, code, place.clone(), text, message);
        Err(text)
    }
}

/// The item that a heading seems to mean: «9.2 (2», «1 (2)».
fn likely_item(text: &str) -> Option<(String, i64)> {
    let (label, rest) = text.split_once('(')?;
    let points: String = rest.trim().chars().take_while(char::is_ascii_digit).collect();
    item(&format!("{label}({points}б)"))
}

/// An item heading: «9.2 (2б)», «4К1 (3б)», with a Russian or a Latin K. Its label and its points.
pub(super) fn item(text: &str) -> Option<(String, i64)> {
    let (label, rest) = text.split_once('(')?;
    let points = rest.trim().strip_suffix(')')?.trim().strip_suffix(['б', 'Б'])?.trim();
    let max_points = points.parse().ok().filter(|points| (1..=100).contains(points))?;
    let label = label.trim();
    let (number, criterion) = match label.split_once(['К', 'K', 'к', 'k']) {
        Some((number, criterion)) => (number, Some(criterion)),
        None => (label, None),
    };
    let is_number = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, part) = match number.split_once(['.', ',']) {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    let is_item = is_number(whole) && part.is_none_or(is_number) && criterion.is_none_or(is_number);
    is_item.then(|| {
        let part = part.map(|part| format!(".{part}")).unwrap_or_default();
        let criterion = criterion.map(|criterion| format!("К{criterion}")).unwrap_or_default();
        (format!("{whole}{part}{criterion}"), max_points)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_known_by_their_headings() {
        for (text, label, points) in [
            ("1 (2б)", "1", 2),
            ("9.2 (2б)", "9.2", 2),
            ("9,2(2 б)", "9.2", 2),
            ("4К1 (3б)", "4К1", 3),
            ("4K1 (3б)", "4К1", 3),
            ("12.1К2 (1б)", "12.1К2", 1),
        ] {
            assert_eq!(item(text), Some((label.to_owned(), points)), "{text}");
        }
        for text in ["9.2 (2", "9.2 (2)", "9.2 (2 балла"] {
            assert_eq!((item(text), likely_item(text)), (None, Some(("9.2".to_owned(), 2))), "{text}");
        }
        for text in ["Класс", "1", "1 (б)", "(2б)", "1 (2)", "К1 (2б)", "1. (2б)", "1 (0б)"] {
            assert_eq!(item(text), None, "{text}");
        }
    }

    #[test]
    fn titles_name_the_paper() {
        let title = Title::read("ВПР 2026  Русский язык 4 класс").unwrap();
        assert_eq!((title.year, title.subject.as_str(), title.year_group), (2026, "Русский язык", 4));
        assert_eq!(title.text, "ВПР 2026 Русский язык 4 класс");
        for text in
            ["ВПР 2026 4 класс", "РПР 2026 Русский язык 4 класс", "ВПР 26 Физика 7 класс", "ВПР 2026 Физика 12 класс"]
        {
            assert_eq!(Title::read(text), None, "{text}");
        }
    }
}
