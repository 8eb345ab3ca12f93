//! The Russian of imports: questions about names, and words for values.

use roster::classes::queries::ClassGroup;
use roster::subjects::queries::Subject;
use school::{ClassName, SchoolYear, name_key};

use super::finding::{About, Answer, Choice, Place, Question};
use super::queries::Spelling;
use super::world::World;

mod batches;
mod papers;
mod values;

pub(crate) use batches::*;
pub(crate) use papers::*;
pub(crate) use values::*;
pub use values::{achievement_level, achievement_result};

/// What a school is called when neither a person nor a file has named it.
pub(crate) const NAMELESS_SCHOOL: &str = "Школа (название не указано)";

pub(crate) fn choice(answer: Answer, label: impl Into<String>) -> Choice {
    Choice { answer, label: label.into() }
}

fn question(about: About, key: String, text: String, place: &Place, choices: Vec<Choice>) -> Question {
    Question { key, about, text, place: place.clone(), rows: 1, choices, answer: None }
}

pub(crate) fn unknown_year(year: SchoolYear, place: &Place) -> Question {
    let choices = vec![
        choice(Answer::Create, format!("Завести {} учебный год", year.short())),
        choice(Answer::Skip, "Не загружать"),
    ];
    let text = format!("Учебного года {} ещё нет. Завести его?", year.short());
    question(About::Year, format!("year:{}", year.0), text, place, choices)
}

pub(crate) fn unknown_class(name: &ClassName, classes: &[ClassGroup], place: &Place) -> Question {
    let mut choices = vec![choice(Answer::Create, format!("Создать класс {name}"))];
    let same_year = classes.iter().filter(|class| class.year_group == i64::from(name.year_group));
    choices.extend(same_year.map(|class| choice(Answer::Use(class.id), format!("Это {}", class.name))));
    choices.push(choice(Answer::Skip, "Не загружать эти строки"));
    let text = format!("Класса {name} в этом учебном году нет. Что с ним делать?");
    question(About::Class, format!("class:{name}"), text, place, choices)
}

pub(crate) fn class_spelling(repaired: &str) -> String {
    format!("Класс написан необычно: {repaired}")
}

pub(crate) fn latin_letters(text: &str) -> String {
    format!("В «{text}» есть латинские буквы, похожие на русские")
}

/// The subject without the half of the class it is for: «Труд (Технология девочки)» is a part of «Труд (технология)».
pub(crate) fn undivided_subject(written: &str) -> Option<String> {
    const HALVES: [&str; 8] = ["девочки", "девушки", "мальчики", "юноши", "дев.", "мальч.", "дев", "мальч"];
    let key = name_key(written);
    let half = HALVES.iter().find(|half| key.split([' ', '(', ')', ',', '-']).any(|word| word == **half))?;
    let whole = key.replacen(half, "", 1);
    let whole: String = whole.replace(" )", ")").replace("()", "").replace("( ", "(");
    let whole = whole.trim().trim_end_matches([',', '-', ' ']).to_owned();
    let usual = roster::subjects::usual_subject(&whole).map(|usual| usual.name.to_owned());
    Some(usual.unwrap_or_else(|| capital(&whole)))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub(crate) fn subject_split(written: &str, whole: &str) -> String {
    format!("Предмет «{written}» — часть предмета «{whole}», разделённого по полу учеников")
}

pub(crate) fn unknown_subject(
    written: &str,
    whole: Option<&str>,
    join: Option<i64>,
    subjects: &[Subject],
    place: &Place,
) -> Question {
    let mut choices = Vec::new();
    if let Some(whole) = whole {
        let label = match join {
            Some(_) => format!("Считать предметом «{whole}»"),
            None => format!("Создать предмет «{whole}» и считать его частью"),
        };
        choices.push(choice(Answer::Join, label));
    }
    choices.push(choice(Answer::Create, format!("Создать предмет «{}»", written.trim())));
    let known = subjects.iter().filter(|subject| Some(subject.id) != join);
    choices.extend(known.map(|subject| choice(Answer::Use(subject.id), format!("Это «{}»", subject.name))));
    choices.push(choice(Answer::Skip, "Не загружать эти строки"));
    let text = format!("Предмета «{written}» в школе нет. Что это за предмет?");
    question(About::Subject, format!("subject:{}", name_key(written)), text, place, choices)
}

/// A name for a narrow column: the first letters of the words.
pub(crate) fn short_name(name: &str) -> String {
    let shortened: Vec<String> = name
        .split_whitespace()
        .take(3)
        .map(|word| {
            let letters: String = word.chars().take(5).collect();
            if letters.len() < word.len() { letters + "." } else { letters }
        })
        .collect();
    shortened.join(" ")
}

pub(crate) fn unknown_student(
    world: &World,
    spelling: &Spelling,
    class: usize,
    candidates: &[i64],
    place: &Place,
) -> Question {
    let class = &world.classes[class].name;
    let mut choices: Vec<Choice> =
        candidates.iter().map(|id| choice(Answer::Use(*id), format!("Это {}", world.describe_student(*id)))).collect();
    choices.push(choice(Answer::Create, format!("Новый ученик {class} класса")));
    choices.push(choice(Answer::Skip, "Не загружать эти строки"));
    let text = match candidates.len() {
        0 => format!("Ученика «{}» в {class} классе нет. Создать?", spelling.text),
        1 => format!("«{}» из {class} класса — это тот же ученик?", spelling.text),
        _ => format!("Кто это: «{}» из {class} класса?", spelling.text),
    };
    let key = format!("student:{class}:{}", spelling.text);
    question(About::Student, key, text, place, choices)
}

pub(crate) fn staff_unreadable(text: &str) -> String {
    format!("«{text}» не похоже на имя работника")
}

pub(crate) fn unknown_staff(world: &World, written: &str, candidates: &[i64], place: &Place) -> Question {
    let name = |id: &i64| {
        let member = world.staff.iter().find(|member| member.id == *id);
        member.map_or_else(
            || "новый работник из этого файла".to_owned(),
            |member| format!("{}, {}", member.name().full(), staff_facts(member)),
        )
    };
    let mut choices: Vec<Choice> =
        candidates.iter().map(|id| choice(Answer::Use(*id), format!("Это {}", name(id)))).collect();
    choices.push(choice(Answer::Create, "Новый работник"));
    choices.push(choice(Answer::Skip, "Не указывать"));
    let text = if candidates.is_empty() {
        format!("Работника «{written}» в списке нет. Создать?")
    } else {
        format!("Кто это: «{written}»?")
    };
    question(About::Staff, format!("staff:{written}"), text, place, choices)
}

/// Two rows of a staff list with one name that contradict each other.
pub(crate) fn namesakes(name: &str, place: &Place, facts: &str, first: &Place, first_facts: &str) -> Question {
    let text = format!(
        "«{name}» уже есть в {} ({first_facts}), а здесь другие сведения ({facts}). Это другой человек?",
        first.address()
    );
    let choices = vec![
        choice(Answer::Create, "Другой человек: завести отдельно"),
        choice(Answer::Take, "Тот же человек: взять сведения этой строки"),
        choice(Answer::Skip, "Не загружать эту строку"),
    ];
    question(About::Staff, format!("namesake:{name}:{}!{}", place.sheet, place.address()), text, place, choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_a_subject_are_noticed() {
        for (written, whole) in [
            ("Труд (Технология девочки)", Some("Труд (технология)")),
            ("Труд (Технология мальчики)", Some("Труд (технология)")),
            ("Технология (мальчики)", Some("Труд (технология)")),
            ("Физическая культура, юноши", Some("Физическая культура")),
            ("Алгебра", None),
            ("Девиантология", None),
        ] {
            assert_eq!(undivided_subject(written).as_deref(), whole, "{written}");
        }
    }

    #[test]
    fn a_short_name_is_short() {
        assert_eq!(short_name("Основы финансовой грамотности и права"), "Основ. финан. грамо.");
        assert_eq!(short_name("Музыка"), "Музык.");
    }
}
