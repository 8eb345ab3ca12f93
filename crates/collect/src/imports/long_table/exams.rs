//! Results of state examinations, and achievements.

use sheets::{Unreadable, Workbook};

use super::reader::{Counts, Line, Reader};
use super::words::field_name;
use super::{Field, Mapping};
use crate::imports::achievements::WrittenAchievement;
use crate::imports::cell::{self, heading_key};
use crate::imports::dirt;
use crate::imports::exams::WrittenExam;
use crate::imports::finding::{Findings, Severity};
use crate::imports::kind::Kind;

/// The rows of examination results. A protocol may have several examinations, one under another.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn exams(
    book: &Workbook<'_>,
    mapping: &Mapping,
    findings: &mut Findings,
) -> Result<(Vec<WrittenExam>, Counts), Unreadable> {
    let mut exams = Vec::new();
    let mut reader = Reader::new(book, mapping, findings);
    reader.each(book, |reader, line| {
        let student = reader.needed(line, Field::Student, line.name(Field::Student))?;
        let section = reader.section().filter(|_| line.value(Field::Subject).is_blank()).cloned();
        let subject = section.as_ref().map_or_else(|| line.text(Field::Subject), |(subject, _)| subject.clone());
        let subject = reader.needed(line, Field::Subject, subject)?;
        let (subject, variant) = variant(&subject, &line.text(Field::Variant));
        let mut exam = WrittenExam {
            place: reader.name_at(line, Field::Student).on(&reader.sheet),
            names_at: reader.names_at(line),
            student,
            class: line.class(),
            subject,
            variant,
            primary_score: reader.whole(line, Field::PrimaryScore, 0, 200),
            score: reader.whole(line, Field::Score, 0, 100),
            mark: reader.whole(line, Field::Mark, 2, 5),
            passed: reader.value(line, Field::Passed, cell::yes_no, "«да» или «нет»"),
            held_on: reader.date(line, Field::Date).filter(|_| section.is_none()).or(section.map(|(_, date)| date)),
        };
        // Mathematics of the base level has a mark and no score of 100.
        let needed = if mapping.kind == Kind::Ege && variant != "base" { Field::Score } else { Field::Mark };
        if mapping.kind == Kind::Ege && variant == "base" && line.value(Field::Mark).is_blank() {
            take_mark_for_score(reader, line, &mut exam);
        }
        let has_result = if needed == Field::Score { exam.score.is_some() } else { exam.mark.is_some() };
        if !has_result {
            no_result(reader, line, needed)?;
        }
        exams.push(exam);
        Some(())
    })?;
    let counts = reader.counts;
    Ok((exams, counts))
}

/// Mathematics of the base level has no score of 100: where the mark stands in the column of scores, it is the mark, and
/// that is told.
fn take_mark_for_score(reader: &mut Reader<'_>, line: Line<'_>, exam: &mut WrittenExam) {
    let Some(mark) = exam.score.filter(|score| (2..=5).contains(score)) else { return };
    exam.mark = Some(mark);
    exam.score = None;
    let place = reader.place(line, Field::Score);
    reader.say(Severity::Note, "mark_for_score", place, &mark.to_string(), dirt::mark_for_score(mark));
}

/// A blank cell is told here; one that is no number has been told already.
fn no_result(reader: &mut Reader<'_>, line: Line<'_>, field: Field) -> Option<()> {
    if line.value(field).is_blank() {
        let place = reader.place(line, field);
        reader.say(Severity::Error, "no_result", place, "", dirt::no_result(field_name(field)));
    }
    None
}

/// Mathematics is taken at two levels; the level stands in the name of the subject or in a column of its own.
fn variant(subject: &str, said: &str) -> (String, &'static str) {
    let key = format!("{} {}", heading_key(subject), heading_key(said));
    if !key.contains("математика") {
        return (subject.to_owned(), "");
    }
    let variant = match () {
        () if key.contains("баз") => "base",
        () if key.contains("проф") => "profile",
        () => return (subject.to_owned(), ""),
    };
    let name: String = subject.chars().take_while(|letter| letter.is_alphabetic()).collect();
    (name, variant)
}

/// The rows of a table of achievements.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn achievements(
    book: &Workbook<'_>,
    mapping: &Mapping,
    findings: &mut Findings,
) -> Result<(Vec<WrittenAchievement>, Counts), Unreadable> {
    const LEVELS: &str = "«школьный», «муниципальный», «региональный», «федеральный» или «международный»";
    const RESULTS: &str = "«победитель», «призёр» или «участник»";
    let mut achievements = Vec::new();
    let mut reader = Reader::new(book, mapping, findings);
    reader.each(book, |reader, line| {
        for field in [Field::Level, Field::Result, Field::Date] {
            let is_given = !line.text(field).is_empty();
            if !is_given {
                reader.lacks(line, field)?;
            }
        }
        let student = reader.needed(line, Field::Student, line.name(Field::Student))?;
        let event = reader.needed(line, Field::Event, line.text(Field::Event))?;
        let level = reader.value(line, Field::Level, level, LEVELS);
        let result = reader.value(line, Field::Result, result, RESULTS);
        let held_on = reader.date(line, Field::Date);
        achievements.push(WrittenAchievement {
            place: reader.name_at(line, Field::Student).on(&reader.sheet),
            class_at: reader.spot(line, Field::Class),
            student,
            class: line.class(),
            event,
            level: level?,
            result: result?,
            held_on: held_on?,
        });
        Some(())
    })?;
    let counts = reader.counts;
    Ok((achievements, counts))
}

fn level(text: &str) -> Option<&'static str> {
    let key = heading_key(text);
    let has = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
    match () {
        () if has(&["школьн", "внутришк"]) => Some("school"),
        () if has(&["муниц", "район", "городск", "окруж"]) => Some("municipal"),
        () if has(&["регион", "област", "краев", "респуб"]) => Some("regional"),
        () if has(&["федер", "всеросс", "заключ"]) => Some("federal"),
        () if has(&["межд"]) => Some("international"),
        () => None,
    }
}

fn result(text: &str) -> Option<&'static str> {
    let key = heading_key(text);
    match () {
        () if key.starts_with("побед") || key == "1 место" || key == "i место" || key == "1" => {
            Some("winner")
        }
        () if key.starts_with("приз") || key.starts_with("лауреат") => Some("prize"),
        () if ["2", "3", "ii", "iii"].contains(&key.trim_end_matches(" место")) => Some("prize"),
        () if key.starts_with("участ") => Some("participant"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_results_are_understood() {
        assert_eq!(variant("Математика (профильная)", ""), ("Математика".to_owned(), "profile"));
        assert_eq!(variant("Математика", "базовый"), ("Математика".to_owned(), "base"));
        assert_eq!(variant("Математика", ""), ("Математика".to_owned(), ""));
        assert_eq!(variant("Физика", "профильный"), ("Физика".to_owned(), ""));
        let levels = ["Школьный этап", "районный", "Региональный", "Всероссийский", "международный", "?"].map(level);
        let codes = ["school", "municipal", "regional", "federal", "international"];
        assert_eq!(levels.iter().flatten().copied().collect::<Vec<_>>(), codes);
        let results = ["Победитель", "призёр", "2 место", "участник", "1 место", "5"].map(result);
        let prize = Some("prize");
        assert_eq!(results, [Some("winner"), prize, prize, Some("participant"), Some("winner"), None]);
    }
}
