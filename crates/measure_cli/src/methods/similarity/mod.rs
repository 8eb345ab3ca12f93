//! `vsoko measure similarity`: pairs of answer sheets that agree more than independent work would.

mod sheets;
#[cfg(test)]
mod tests;

use clap::Args;
use measure::objectivity::{Asks, SimilarityPlan, similarity};

use self::sheets::Read;
use super::{Ask, Output};
use crate::Refusal;
use crate::answer::{Answer, Cell, Sheet};
use crate::options::{Input, whole};

/// The sheets.
#[derive(Debug, Args)]
pub(crate) struct Alike {
    #[command(flatten)]
    input: Input,
    /// Столбцы заданий через запятую, можно образцом: Q*; без параметра — все, не названные иначе
    #[arg(long, value_name = "СТОЛБЦЫ")]
    items: Vec<String>,
    /// Столбец с классом: сравнивать только работы одного класса, а вероятности ответов брать по всем
    #[arg(long, value_name = "СТОЛБЕЦ")]
    group: Option<String>,
    /// Столбец с именем или шифром работы; без параметра работы называются P и номером строки данных
    #[arg(long, value_name = "СТОЛБЕЦ")]
    id: Option<String>,
    /// Верные ответы через запятую, в порядке заданий; без параметра числа — это баллы, а для текстов верен частый ответ
    #[arg(long, value_name = "ОТВЕТЫ", value_delimiter = ',', allow_hyphen_values = true)]
    key: Vec<String>,
    /// Сколько самых близких пар показать, даже если они в пределах случайного
    #[arg(long, value_name = "ЧИСЛО", default_value = "10", value_parser = whole::<usize>)]
    keep: usize,
}

impl Ask for Alike {
    const NAME: &'static str = "similarity";
    const ABOUT: &'static str = "Совпадение работ: больше ли, чем при самостоятельной работе";
    const USAGE: &'static str = "ФАЙЛ.csv [--items СТОЛБЦЫ] [--group СТОЛБЕЦ] [--id СТОЛБЕЦ] [--key ОТВЕТЫ]";
    const MANUAL: &'static str = "\
Строка файла — одна работа, столбец — задание: баллы (целые числа) или сам ответ текстом. Пустая клетка и NA — ответа нет, он
ни с чем не совпадает. Столбец, в котором все тексты различны, за задание не принимается.

Обобщённый биномиальный критерий (GBT): вероятность каждого ответа при самостоятельной работе оценивают моделью Раша (для
баллов — моделью частичных баллов) по всем работам файла, для пары считают ожидаемое число совпадений и точную вероятность
стольких или большего числа; по всем парам — поправка Холма. Меньше 10 работ и пары менее чем с 5 общими заданиями не
сравнивают. Чем больше работ в файле (вся параллель), тем надёжнее вероятности. Совпадение только требует проверки.";
    const OUTPUT: &'static [Output] = &[
        Output("n", "", "число работ"),
        Output("similarity_pairs", "", "сколько пар сравнили"),
        Output("similarity_pairs_found", "", "сколько пар совпали сверх случайного (p с поправкой не выше 0,05)"),
        Output("similarity_p", "", "вероятность самой близкой пары с учётом числа пар"),
        Output("gbt_items", "пара", "общих заданий с ответом у обоих"),
        Output("gbt_matches", "пара", "совпавших ответов"),
        Output("gbt_expected", "пара", "ожидаемое число совпадений"),
        Output("gbt_sd", "пара", "стандартное отклонение числа совпадений"),
        Output("gbt_p", "пара", "вероятность стольких совпадений; 1, если их не больше ожидаемого"),
        Output("gbt_p_holm", "пара", "она же с поправкой Холма на число пар"),
        Output("sentence_key", "", "ключ вывода: similar_sheets.check или similar_sheets.within_chance"),
    ];

    fn answer(&self) -> Result<Answer, Refusal> {
        let table = self.input.open()?;
        let Read { sheets, names, groups, notes } = sheets::read(&table, self)?;
        let plan = SimilarityPlan { keep: self.keep, ..SimilarityPlan::default() };
        let alike = similarity(&sheets, &groups, plan)?;
        let mut answer = Answer::new("Совпадение работ");
        answer.notes.extend(notes);
        answer.put("n", "", sheets.students());
        answer.put("similarity_pairs", "", alike.pairs);
        answer.put("similarity_pairs_found", "", alike.found);
        answer.put("similarity_p", "", alike.sign.p_value);
        let headings = ["Пара", "Общих заданий", "Совпало", "Ожидалось", "p", "p с поправкой"];
        let mut shown = Sheet::new(format!("Самые близкие пары из {}", alike.pairs), headings);
        for pair in &alike.closest {
            let element = format!("{} {}", names[pair.first], names[pair.second]);
            answer.put("gbt_items", &element, pair.items);
            answer.put("gbt_matches", &element, pair.matches);
            answer.put("gbt_expected", &element, pair.expected);
            answer.put("gbt_sd", &element, pair.deviation);
            answer.put("gbt_p", &element, pair.p_value);
            answer.put("gbt_p_holm", &element, pair.p_adjusted);
            shown.row([
                Cell::plain(format!("{} — {}", names[pair.first], names[pair.second])),
                Cell::plain(pair.items),
                Cell::plain(pair.matches),
                Cell::fixed(pair.expected, 1),
                Cell::probability(pair.p_value),
                Cell::probability(pair.p_adjusted),
            ]);
        }
        answer.show(shown);
        let asks = if alike.found > 0 { Asks::ForCheck } else { Asks::Nothing };
        answer.put("sentence_key", "", alike.sign.sentence_key(asks));
        answer.note(alike.sign.sentence(asks));
        Ok(answer)
    }
}
