//! The card of the school, and on what grounds the report is made.

use school::ru;

use super::super::content::{Part, Question, SchoolCard, Table};
use super::super::gather::{Gathered, PACK};

pub(super) fn card(gathered: &Gathered) -> SchoolCard {
    let school = &gathered.school;
    SchoolCard {
        name: school.name.clone(),
        short_name: school.short_name.clone(),
        locality: school.locality.clone(),
        address: school.address.clone(),
        phone: school.phone.clone(),
        email: school.email.clone(),
        founder: school.founder.clone(),
        principal: school.principal_name.clone(),
    }
}

fn fields(card: &SchoolCard) -> [(&'static str, &str); 7] {
    [
        ("Полное наименование", &card.name),
        ("Сокращённое наименование", &card.short_name),
        ("Руководитель", &card.principal),
        ("Адрес", if card.address.is_empty() { &card.locality } else { &card.address }),
        ("Телефон", &card.phone),
        ("Электронная почта", &card.email),
        ("Учредитель", &card.founder),
    ]
}

pub(super) fn parts(gathered: &Gathered) -> Vec<Part> {
    let card = card(gathered);
    let mut table = Table::new("Общие сведения", 2, &[("Сведения", 32), ("Содержание", 68)]);
    for (name, value) in fields(&card) {
        let value = if value.is_empty() { crate::labels::NO_DATA } else { value };
        table.row([name.to_owned(), value.to_owned()]);
    }
    let source = analyse::engine::catalogue().pack(PACK).map_or_else(String::new, |pack| {
        let edition = if pack.edition.is_empty() { String::new() } else { format!(" (ред. от {})", pack.edition) };
        format!("{}{edition}", pack.source)
    });
    let text = format!(
        "Самообследование проведено в соответствии с пунктом 3 части 2 статьи 29 Федерального закона от 29.12.2012 \
         № 273-ФЗ «Об образовании в Российской Федерации» и Порядком проведения самообследования образовательной \
         организацией (приказ Минобрнауки России от 14.06.2013 № 462, ред. от 14.12.2017). Показатели деятельности \
         рассчитаны по перечню: {source}. Отчётный период — {} календарный год, сведения о численности приведены \
         по состоянию на {}; результаты обучения — за {} учебный год.",
        gathered.year,
        ru::date_long(gathered.as_of),
        school::SchoolYear(gathered.finished()).short(),
    );
    vec![Part::Text(text), Part::Table(table)]
}

pub(super) fn questions(gathered: &Gathered) -> Vec<Question> {
    let card = card(gathered);
    let empty = fields(&card).into_iter().filter(|(_, value)| value.is_empty());
    empty
        .map(|(name, _)| Question {
            text: format!("В карточке школы не заполнено: {}", name.to_lowercase()),
            href: "/school/edit".to_owned(),
            action: "Заполнить карточку школы".to_owned(),
        })
        .collect()
}
