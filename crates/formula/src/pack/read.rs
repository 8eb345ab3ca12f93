//! A pack's text to its model and the formulas still to be checked.

use std::collections::BTreeMap;

use toml::de::DeTable;

use crate::complaint::{Complaint, meant};
use crate::exact::Exact;
use crate::language::tree::Value;
use crate::schema::Dimension;

use super::PackText;
use super::codes::{Better, CheckSign, ConditionKind, LevelName, Moment, RuleKind, Unit};
use super::facts::{Condition, MarkScale, Restriction, Setting};
use super::model::{Check, Draft, Drafts, Indicator, Levels, Missing, Pack, Rule};
use super::table::{Reading, Table, exact};

/// The use of an indicator that says nothing.
const USUAL_USE: &str = "school_analysis";

/// Reads one pack; formulas are left for the catalogue, which knows all packs.
pub(crate) fn read(pack: &PackText) -> Result<(Pack, Drafts), Vec<Complaint>> {
    let root = DeTable::parse(&pack.text).map_err(|error| {
        let line =
            error.span().map(|span| pack.text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1);
        let text = format!("файл не разобран как TOML: {}", error.message());
        vec![Complaint::new(&pack.file, line, None, text)]
    })?;
    let mut reading = Reading { file: &pack.file, text: &pack.text, complaints: Vec::new() };
    let mut table = Table::new(root.get_ref(), 0);
    let read = whole(&mut reading, &mut table);
    table.close(&mut reading);
    if reading.complaints.is_empty() { Ok(read) } else { Err(reading.complaints) }
}

fn whole(reading: &mut Reading<'_>, root: &mut Table<'_, '_>) -> (Pack, Drafts) {
    let mut pack = head(reading, root);
    let mut drafts = Drafts::default();
    for mut table in root.tables(reading, "indicator") {
        let (indicator, formula, requires) = indicator(reading, &mut table, &pack);
        pack.indicators.push(indicator);
        drafts.indicators.push((formula, requires));
        table.close(reading);
    }
    for mut table in root.tables(reading, "check") {
        let (check, left, right) = check(reading, &mut table);
        pack.checks.push(check);
        drafts.checks.push((left, right));
        table.close(reading);
    }
    for mut table in root.tables(reading, "rule") {
        drafts.rules.push(reading.line(table.at()));
        pack.rules.push(rule(reading, &mut table));
        table.close(reading);
    }
    for mut table in root.tables(reading, "setting") {
        pack.settings.push(setting(reading, &mut table));
        table.close(reading);
    }
    for mut table in root.tables(reading, "condition") {
        pack.conditions.push(condition(reading, &mut table));
        table.close(reading);
    }
    for mut table in root.tables(reading, "restriction") {
        pack.restrictions.push(restriction(reading, &mut table));
        table.close(reading);
    }
    for mut table in root.tables(reading, "scale") {
        pack.scales.extend(scale(reading, &mut table));
        table.close(reading);
    }
    (pack, drafts)
}

fn head(reading: &mut Reading<'_>, root: &mut Table<'_, '_>) -> Pack {
    let empty = DeTable::new();
    let mut table = root.table("pack").unwrap_or_else(|| {
        reading.complain(0, "нет раздела [pack]");
        Table::new(&empty, 0)
    });
    let pack = Pack {
        file: reading.file.to_owned(),
        code: table.need_text(reading, "code"),
        name: table.need_text(reading, "name"),
        version: table.need_text(reading, "version"),
        edition: table.text(reading, "edition"),
        source: table.text(reading, "source"),
        valid_from: table.date(reading, "valid_from"),
        valid_to: table.date(reading, "valid_to"),
        indicators: Vec::new(),
        checks: Vec::new(),
        rules: Vec::new(),
        settings: Vec::new(),
        conditions: Vec::new(),
        restrictions: Vec::new(),
        scales: Vec::new(),
    };
    if pack.valid_from.zip(pack.valid_to).is_some_and(|(from, to)| to < from) {
        reading.complain(table.at(), "«valid_to» раньше «valid_from»");
    }
    table.close(reading);
    pack
}

fn indicator(reading: &mut Reading<'_>, table: &mut Table<'_, '_>, pack: &Pack) -> (Indicator, Draft, Vec<Draft>) {
    let formula = table.draft(reading, "formula");
    let requires = table.texts(reading, "requires").unwrap_or_default();
    let code = table.need_text(reading, "code");
    if code.contains(['[', ']']) || code.chars().any(char::is_whitespace) {
        reading.complain(table.at(), format!("код «{code}» не может содержать пробелы и квадратные скобки"));
    }
    let name = table.need_text(reading, "name");
    let short_name = table.text(reading, "short_name");
    let source = table.text(reading, "source");
    let better = table.code(reading, "better", Better::CODES, Better::from_code).unwrap_or(Better::Neither);
    let indicator = Indicator {
        number: table.text(reading, "number"),
        section: table.text(reading, "section"),
        short_name: if short_name.is_empty() { name.clone() } else { short_name },
        unit: table.need_code(reading, "unit", Unit::CODES, Unit::from_code).unwrap_or(Unit::Share),
        formula: formula.text.clone(),
        value: Value::Number(Exact::from_integer(0)),
        requires: Vec::new(),
        better,
        levels: levels(reading, table, better),
        base_rule: table.text(reading, "base_rule"),
        note: table.text(reading, "note"),
        source: if source.is_empty() { pack.source.clone() } else { source },
        is_verified: table.flag(reading, "verified", Some(true)),
        valid_from: table.date(reading, "valid_from").or(pack.valid_from),
        valid_to: table.date(reading, "valid_to").or(pack.valid_to),
        breakdowns: table.texts(reading, "breakdowns").map(|names| dimensions(reading, &names)),
        use_for: Some(table.text(reading, "use")).filter(|u| !u.is_empty()).unwrap_or_else(|| USUAL_USE.to_owned()),
        moment: table.code(reading, "moment", Moment::CODES, Moment::from_code).unwrap_or(Moment::SchoolYear),
        missing: Missing { text: table.text(reading, "missing"), page: table.text(reading, "missing_page") },
        code,
        name,
    };
    (indicator, formula, requires)
}

fn dimensions(reading: &mut Reading<'_>, names: &[Draft]) -> Vec<Dimension> {
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        match Dimension::from_code(&name.text) {
            Some(dimension) => found.push(dimension),
            None => {
                let near = meant(&name.text, Dimension::ALL.map(Dimension::code));
                let text = format!("нет разреза «{}»{near}", name.text);
                reading.complaints.push(Complaint::new(reading.file, Some(name.line), None, text));
            }
        }
    }
    found
}

/// `levels = { low = 0, base = "50%" }` with optional `level_names` and `levels_note`.
fn levels(reading: &mut Reading<'_>, table: &mut Table<'_, '_>, better: Better) -> Levels {
    let names: BTreeMap<String, String> = table
        .pairs(reading, "level_names")
        .into_iter()
        .filter_map(|(level, _, name)| name.as_str().map(|name| (level, name.to_owned())))
        .collect();
    let mut steps = Vec::new();
    for (key, at, value) in table.pairs(reading, "levels") {
        match (LevelName::from_code(&key), exact(value)) {
            (Some(level), Some(threshold)) => {
                let name = names.get(&key).map_or_else(|| level.title().to_owned(), Clone::clone);
                steps.push((level, threshold, name));
            }
            (None, _) => {
                let near = meant(&key, LevelName::CODES.iter().copied());
                reading.complain(at, format!("нет уровня «{key}»: можно {}{near}", LevelName::CODES.join(", ")));
            }
            (_, None) => reading.complain(at, format!("порог уровня «{key}» должен быть числом")),
        }
    }
    steps.sort_by_key(|(level, ..)| *level);
    let in_order = |pair: &[(LevelName, Exact, String)]| match better {
        Better::Lower => pair[0].1 > pair[1].1,
        Better::Higher | Better::Neither => pair[0].1 < pair[1].1,
    };
    if !steps.windows(2).all(in_order) {
        reading.complain(table.at(), "пороги уровней идут не по порядку от низкого к высокому");
    }
    Levels { steps, note: table.text(reading, "levels_note") }
}

fn check(reading: &mut Reading<'_>, table: &mut Table<'_, '_>) -> (Check, Draft, Draft) {
    let left = table.draft(reading, "left");
    let right = table.draft(reading, "right");
    let zero = || Value::Number(Exact::from_integer(0));
    let check = Check {
        code: table.need_text(reading, "code"),
        left: zero(),
        sign: table.need_code(reading, "op", CheckSign::CODES, CheckSign::from_code).unwrap_or(CheckSign::Equal),
        right: zero(),
        message: table.need_text(reading, "message"),
    };
    (check, left, right)
}

fn rule(reading: &mut Reading<'_>, table: &mut Table<'_, '_>) -> Rule {
    let threshold = table.exact(reading, "threshold").unwrap_or_else(|| {
        reading.complain(table.at(), "не задано «threshold»");
        Exact::from_integer(0)
    });
    let breakdown = table.texts(reading, "breakdown").unwrap_or_default();
    let against = table.text(reading, "against");
    Rule {
        code: table.need_text(reading, "code"),
        kind: table.need_code(reading, "kind", RuleKind::CODES, RuleKind::from_code).unwrap_or(RuleKind::LevelCrossed),
        title: table.need_text(reading, "title"),
        indicator: table.need_text(reading, "indicator"),
        against: Some(against).filter(|code| !code.is_empty()),
        threshold,
        certain_from: table.exact(reading, "certain_from"),
        breakdown: dimensions(reading, &breakdown),
        finding: table.need_text(reading, "finding"),
        caution: table.text(reading, "caution"),
        source: table.text(reading, "source"),
        is_local: table.flag(reading, "local", Some(false)),
    }
}

fn setting(reading: &mut Reading<'_>, table: &mut Table<'_, '_>) -> Setting {
    let mut by_year = BTreeMap::new();
    for (year, at, value) in table.pairs(reading, "by_year") {
        match (year.parse(), exact(value)) {
            (Ok(year), Some(value)) => {
                by_year.insert(year, value);
            }
            _ => reading.complain(at, format!("в «by_year» слева год начала учебного года, справа число: «{year}»")),
        }
    }
    let default = table.exact(reading, "default");
    if default.is_none() && by_year.is_empty() {
        reading.complain(table.at(), "у настройки нет ни «default», ни «by_year»");
    }
    Setting {
        key: table.need_text(reading, "key"),
        name: table.need_text(reading, "name"),
        default,
        by_year,
        source: table.text(reading, "source"),
        is_verified: table.flag(reading, "verified", None),
    }
}

fn condition(reading: &mut Reading<'_>, table: &mut Table<'_, '_>) -> Condition {
    let feeds = table.texts(reading, "feeds").unwrap_or_default();
    Condition {
        code: table.need_text(reading, "code"),
        name: table.need_text(reading, "name"),
        kind: table
            .need_code(reading, "kind", ConditionKind::CODES, ConditionKind::from_code)
            .unwrap_or(ConditionKind::Number),
        help: table.text(reading, "help"),
        section: table.text(reading, "section"),
        feeds: feeds.into_iter().map(|draft| draft.text).collect(),
    }
}

fn restriction(reading: &mut Reading<'_>, table: &mut Table<'_, '_>) -> Restriction {
    Restriction {
        population: table.need_text(reading, "population"),
        use_for: table.need_text(reading, "use"),
        name: table.need_text(reading, "name"),
        norm: table.need_text(reading, "norm"),
        is_verified: table.flag(reading, "verified", None),
    }
}

/// A scale; «2», «3», «4», «5» as intervals that must cover 0…max without gap or overlap.
fn scale(reading: &mut Reading<'_>, table: &mut Table<'_, '_>) -> Option<MarkScale> {
    let bounds = table.wholes(reading, "upper");
    let max = table.whole(reading, "max");
    let scale = MarkScale {
        programme: table.need_text(reading, "programme"),
        subject: table.need_text(reading, "subject"),
        year_group: table.whole(reading, "year_group").unwrap_or(0),
        from_year: table.whole(reading, "from_year"),
        to_year: table.whole(reading, "to_year"),
        max: max.unwrap_or(0),
        starts: match bounds.as_slice() {
            [two, three, four, _] => [two + 1, three + 1, four + 1],
            _ => [0; 3],
        },
        source: table.need_text(reading, "source"),
        is_verified: table.flag(reading, "verified", None),
    };
    let rises = bounds.len() == 4 && bounds[0] >= 0 && bounds.windows(2).all(|pair| pair[0] < pair[1]);
    if !rises || bounds.last() != max.as_ref() {
        reading.complain(
            table.at(),
            "«upper» — наибольшие баллы для «2», «3», «4», «5»: четыре возрастающих числа, последнее равно «max»",
        );
        return None;
    }
    Some(scale)
}
