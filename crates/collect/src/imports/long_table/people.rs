//! Lists of students and of staff.

use sheets::{Unreadable, Workbook};

use super::reader::{Counts, Line, Reader};
use super::{Field, Mapping};
use crate::imports::cell::{self, heading_key};
use crate::imports::dirt;
use crate::imports::finding::{Findings, Severity};
use crate::imports::rolls::staff::{WrittenCourse, WrittenStaff};
use crate::imports::rolls::students::WrittenStudent;

/// The rows of a list of students.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn students(
    book: &Workbook<'_>,
    mapping: &Mapping,
    findings: &mut Findings,
) -> Result<(Vec<WrittenStudent>, Counts), Unreadable> {
    let mut students = Vec::new();
    let mut reader = Reader::new(book, mapping, findings);
    reader.each(book, |reader, line| {
        let name = reader.needed(line, Field::Student, line.name(Field::Student))?;
        let class = reader.needed(line, Field::Class, line.class())?;
        students.push(WrittenStudent {
            place: reader.name_at(line, Field::Student).on(&reader.sheet),
            class_at: reader.spot(line, Field::Class),
            name,
            class,
            birth_on: reader.date(line, Field::Birth),
            birth_at: reader.spot(line, Field::Birth),
            sex: reader.value(line, Field::Sex, cell::sex, "«м» или «ж»"),
            from_on: reader.date(line, Field::From),
            left_on: reader.date(line, Field::Until),
            left_at: reader.spot(line, Field::Until),
        });
        Some(())
    })?;
    let counts = reader.counts;
    Ok((students, counts))
}

/// The rows of a staff list.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn staff(
    book: &Workbook<'_>,
    mapping: &Mapping,
    findings: &mut Findings,
) -> Result<(Vec<WrittenStaff>, Counts), Unreadable> {
    let mut staff = Vec::new();
    let mut reader = Reader::new(book, mapping, findings);
    reader.each(book, |reader, line| {
        let name = reader.needed(line, Field::Member, line.name(Field::Member))?;
        let position = Some(line.text(Field::Position)).filter(|position| !position.is_empty());
        let (education, is_pedagogical) = education(&line.text(Field::Education));
        let said = reader.value(line, Field::PedagogicalEducation, cell::yes_no, "«да» или «нет»");
        staff.push(WrittenStaff {
            place: reader.name_at(line, Field::Member).on(&reader.sheet),
            name,
            staff_kind: staff_kind(reader, line, position.as_deref()),
            position,
            birth_on: reader.date(line, Field::Birth),
            birth_at: reader.spot(line, Field::Birth),
            sex: reader.value(line, Field::Sex, cell::sex, "«м» или «ж»"),
            education,
            education_is_pedagogical: said.or(is_pedagogical),
            category: reader.value(line, Field::Category, category, "«высшая», «первая» или «нет»"),
            category_on: reader.date(line, Field::CategoryDate),
            experience_years: reader.whole(line, Field::Experience, 0, 80),
            employed_from: reader.date(line, Field::EmployedFrom),
            course: course(reader, line),
        });
        Some(())
    })?;
    let counts = reader.counts;
    Ok((staff, counts))
}

/// The level of education and whether the same words say that it is pedagogical.
fn education(text: &str) -> (Option<&'static str>, Option<bool>) {
    let key = heading_key(text);
    let level = match () {
        () if key.is_empty() => return (None, None),
        () if key.contains("высш") || key.contains("магистр") || key.contains("бакалавр") => {
            "higher"
        }
        () if key.contains("спо") || key.contains("средн") && key.contains("проф") => "vocational",
        () if key.contains("средне спец") || key.contains("среднее спец") => "vocational",
        () => "other",
    };
    let is_pedagogical = match () {
        () if key.contains("непед") || key.contains("не пед") => Some(false),
        () if key.contains("пед") => Some(true),
        () => None,
    };
    (Some(level), is_pedagogical)
}

fn category(text: &str) -> Option<&'static str> {
    let key = heading_key(text);
    match key.as_str() {
        "1" | "i" => Some("first"),
        _ if key.starts_with("высш") => Some("highest"),
        _ if key.starts_with("перв") || key.starts_with("1 к") || key.starts_with("i к") => Some("first"),
        _ if ["нет", "без", "соотв", "сзд", "не имеет", "молод"].iter().any(|word| key.starts_with(word)) => {
            Some("none")
        }
        "б к" | "бк" | "б кат" | "б категории" => Some("none"),
        _ if text.trim() == "-" || text.trim() == "—" => Some("none"),
        _ => None,
    }
}

/// The kind of staff: said, or told by the position, with a note.
fn staff_kind(reader: &mut Reader<'_>, line: Line<'_>, position: Option<&str>) -> Option<&'static str> {
    let said = reader.value(line, Field::StaffKind, kind_said, "«педагогический», «административный» или «прочий»");
    if said.is_some() {
        return said;
    }
    let found = position.and_then(kind_of_position);
    let place = reader.place(line, if position.is_some() { Field::Position } else { Field::Member });
    let position = position.unwrap_or_default();
    let Some((kind, name)) = found else {
        reader.say(Severity::Warning, "staff_kind_unknown", place, position, dirt::unknown_position(position));
        return None;
    };
    reader.say(Severity::Note, "staff_kind_by_position", place, position, dirt::from_position(position, name));
    Some(kind)
}

fn kind_said(text: &str) -> Option<&'static str> {
    let key = heading_key(text);
    match () {
        () if key.starts_with("пед") || key.starts_with("учит") => Some("pedagogical"),
        () if key.starts_with("адм") || key.starts_with("руков") => Some("administrative"),
        () if ["проч", "ин", "всп", "обсл", "учебно", "техн", "млад"].iter().any(|word| key.starts_with(word)) => {
            Some("other")
        }
        () => None,
    }
}

fn kind_of_position(position: &str) -> Option<(&'static str, &'static str)> {
    const PEDAGOGICAL: [&str; 9] =
        ["учител", "педагог", "воспитат", "логопед", "дефектолог", "психолог", "тьютор", "преподават", "методист"];
    const ADMINISTRATIVE: [&str; 4] = ["директор", "завуч", "заместитель", "руководитель"];
    let key = heading_key(position);
    match () {
        () if ADMINISTRATIVE.iter().any(|word| key.starts_with(word)) => Some(("administrative", "административные")),
        () if PEDAGOGICAL.iter().any(|word| key.contains(word)) => Some(("pedagogical", "педагогические")),
        () => None,
    }
}

/// A course, when its name or its date is there; without a date it is told and not taken.
fn course(reader: &mut Reader<'_>, line: Line<'_>) -> Option<WrittenCourse> {
    let title = line.text(Field::CourseTitle);
    let date = reader.date(line, Field::CourseDate);
    if title.is_empty() && date.is_none() {
        return None;
    }
    let hours = reader.whole(line, Field::CourseHours, 1, 5_000);
    let said = reader.value(line, Field::CourseFgos, cell::yes_no, "«да» или «нет»");
    let is_fgos = said.unwrap_or_else(|| heading_key(&title).split(' ').any(|word| word == "фгос"));
    let Some(completed_on) = date else {
        if line.value(Field::CourseDate).is_blank() {
            let place = reader.place(line, Field::CourseDate);
            reader.say(Severity::Warning, "course_without_date", place, &title, dirt::course_without_date(&title));
        }
        return None;
    };
    Some(WrittenCourse { title, hours, completed_on, is_fgos })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_staff_are_understood() {
        assert_eq!(education("Высшее педагогическое"), (Some("higher"), Some(true)));
        assert_eq!(education("высшее (непедагогическое)"), (Some("higher"), Some(false)));
        assert_eq!(education("среднее профессиональное"), (Some("vocational"), None));
        assert_eq!(education("среднее общее"), (Some("other"), None));
        assert_eq!(education(""), (None, None));
        let categories = ["Высшая", "I категория", "первая", "соответствие", "нет", "-", "кандидат"].map(category);
        let first = Some("first");
        assert_eq!(categories, [Some("highest"), first, first, Some("none"), Some("none"), Some("none"), None]);
        let kinds =
            ["Учитель физики", "Заместитель директора по УВР", "Педагог-психолог", "Сторож"].map(kind_of_position);
        let codes = kinds.map(|kind| kind.map(|(code, _)| code));
        assert_eq!(codes, [Some("pedagogical"), Some("administrative"), Some("pedagogical"), None]);
    }
}
