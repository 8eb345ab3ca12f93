//! The analysis of papers of which participants had different parts.

use measure::Response;
use measure::classical::{ItemNote, MissingAnswers, analyse, booklet_rest_correlation, booklets};

use super::whole;
use crate::answer::{Answer, Cell, Sheet, Value};
use crate::csv_table::Items as Scored;

/// Adds the figures of each booklet, and the correlations over all of them, unless everybody was given every item and
/// every item was answered by somebody.
pub(super) fn put(answer: &mut Answer, scored: &Scored, missing: MissingAnswers) {
    let responses = &scored.responses;
    let has_parts = (0..responses.items()).any(|item| {
        let mut answers = responses.item(item);
        answers.any(|response| response == Response::NotAdministered) || !has_points(responses.item(item))
    });
    if !has_parts {
        return;
    }
    put_booklets(answer, scored, missing);
    put_pooled(answer, scored, missing);
}

fn has_points(mut answers: impl Iterator<Item = Response>) -> bool {
    answers.any(|response| response.points().is_some())
}

fn put_booklets(answer: &mut Answer, scored: &Scored, missing: MissingAnswers) {
    let headings = ["Вариант", "Задания", "Участников", "Альфа", "Ошибка измерения, баллы"];
    let mut sheet = Sheet::new("Варианты работы: участники с одними и теми же заданиями", headings);
    for (number, booklet) in booklets(&scored.responses).iter().enumerate() {
        let label = (number + 1).to_string();
        let found = analyse(&scored.responses.part(&booklet.persons, &booklet.items), missing);
        let persons =
            found.as_ref().map_or_else(|reason| Value::from(Err::<f64, _>(*reason)), |of| whole(of.paper.persons()));
        let alpha = Value::from(found.as_ref().map_err(|reason| *reason).and_then(|of| of.alpha));
        let error = Value::from(found.as_ref().map_err(|reason| *reason).and_then(|of| of.standard_error));
        let names: Vec<&str> = booklet.items.iter().map(|item| scored.names[*item].as_str()).collect();
        answer.put("booklet_n", &label, persons.clone());
        answer.put("booklet_items", &label, booklet.items.len());
        answer.put("booklet_alpha", &label, alpha.clone());
        answer.put("booklet_sem", &label, error.clone());
        for (name, row) in names.iter().zip(found.iter().flat_map(|of| &of.items)) {
            answer.put("booklet_item_rest_r", format!("{label} {name}"), row.rest_correlation);
        }
        sheet.row([
            Cell::plain(label),
            Cell::plain(names.join(", ")),
            Cell::plain(persons),
            Cell::fixed(alpha, 3),
            Cell::fixed(error, 2),
        ]);
    }
    answer.show(sheet);
}

fn put_pooled(answer: &mut Answer, scored: &Scored, missing: MissingAnswers) {
    let headings = ["Задание", "Связь с остальными", "На что обратить внимание"];
    let mut sheet = Sheet::new("Связь задания с остальными заданиями своего варианта, по всем вариантам", headings);
    for (item, name) in scored.names.iter().enumerate() {
        let found = booklet_rest_correlation(&scored.responses, missing, item);
        answer.put("item_rest_r_pooled", name, found);
        let note = if found.is_ok_and(|r| r < 0.0) { ItemNote::WrongKey.say() } else { "" };
        sheet.row([Cell::plain(name.as_str()), Cell::fixed(found, 3), Cell::plain(note)]);
    }
    answer.show(sheet);
}
