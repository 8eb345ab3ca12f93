//! `vsoko indicators` and `vsoko explain`: what the pages show, for programs and for the terminal.

use analyse::engine::{self, Asked, NoAnswer};
use analyse::shown;
use chrono::NaiveDate;
use formula::{Dimension, Outcome};
use school::{SchoolYear, Term};
use serde_json::{Value, json};
use store::Store;

use crate::cli::{Explain, Indicators, Question};
use crate::data_folder::DataFolder;
use crate::terminal::say;
use crate::trouble::Trouble;
use crate::{clock, labels, queries};

/// Prints the outcomes asked for.
pub(crate) async fn indicators(folder: &DataFolder, wish: &Indicators) -> Result<(), Trouble> {
    let breakdown = wish.by.iter().map(|code| dimension(code)).collect::<Result<Vec<_>, _>>()?;
    let store = folder.open_existing().await?;
    let asked = question(&store, &wish.question).await?.by(breakdown);
    let asked = match (&wish.pack, wish.code.is_empty()) {
        (Some(pack), _) if engine::catalogue().pack(pack).is_none() => {
            let known = engine::catalogue().packs().iter().map(|pack| pack.code.as_str());
            return Err(Trouble::refusal(labels::unknown_pack(pack, known)));
        }
        (Some(pack), true) => asked.pack(pack.as_str()),
        (_, false) => asked.codes(wish.code.iter().map(String::as_str)),
        (None, true) => asked.codes(engine::catalogue().indicators().map(|one| one.code.as_str())),
    };
    let computed = engine::recalculate(&store, &asked).await?;
    if wish.question.json {
        print_json(&json!(engine::indicator_rows(&computed.outcomes)));
    } else {
        computed.outcomes.iter().for_each(|outcome| say(as_line(outcome)));
    }
    store.close().await;
    Ok(())
}

/// Prints how one number came about.
pub(crate) async fn explain(folder: &DataFolder, wish: &Explain) -> Result<(), Trouble> {
    let store = folder.open_existing().await?;
    let asked = question(&store, &wish.question).await?.codes([wish.code.as_str()]);
    let computed = engine::recalculate(&store, &asked).await?;
    let mut request = formula::Request::whole(asked.year, asked.as_of);
    request.settings = plan::indicators::own_settings(&mut store.clone(), asked.year).await?;
    (request.terms, request.filters) = (asked.terms.clone(), asked.filters.clone());
    let told = engine::catalogue().explain(&wish.code, &request).map_err(NoAnswer::Unknown)?;
    let files = analyse::explain::source_files(&mut store.clone(), &wish.code, &request).await?;
    let Some(outcome) = computed.outcomes.first() else {
        return Ok(());
    };
    if wish.question.json {
        let mut told_json = json!(engine::indicator_rows(std::slice::from_ref(outcome))[0]);
        let names: Vec<&str> = files.iter().map(|file| file.file_name.as_str()).collect();
        told_json["formula"] = json!(told.formula);
        told_json["in_numerator"] = json!(told.numerator);
        told_json["in_base"] = json!(told.base);
        told_json["base_rule"] = json!(told.indicator.base_rule);
        told_json["source"] = json!(told.indicator.source);
        told_json["pack"] = json!(told.pack);
        told_json["files"] = json!(names);
        print_json(&told_json);
    } else {
        say(as_line(outcome));
        say(labels::explained(&told, outcome, asked.as_of));
        files.iter().for_each(|file| say(labels::source_file(&file.file_name, &file.sheet)));
    }
    store.close().await;
    Ok(())
}

async fn question(store: &Store, said: &Question) -> Result<Asked, Trouble> {
    let (_, today) = clock::now();
    let newest = queries::newest_year_with_data(&mut store.clone()).await?;
    let year = said.year.or(newest).unwrap_or_else(|| SchoolYear::containing(today).0);
    let as_of: NaiveDate = said.as_of.unwrap_or_else(|| engine::usual_date(year, today));
    let mut asked = Asked::whole(year, as_of);
    if let Some(term) = &said.term {
        Term::from_code(term).ok_or_else(|| Trouble::refusal(labels::unknown_term(term)))?;
        asked = asked.only(Dimension::Term, term);
    }
    for pair in &said.only {
        let (code, value) = pair.split_once('=').ok_or_else(|| Trouble::refusal(labels::not_a_pair(pair)))?;
        asked = asked.only(dimension(code)?, value);
    }
    Ok(asked)
}

fn dimension(code: &str) -> Result<Dimension, Trouble> {
    let known = || Dimension::ALL.into_iter().map(Dimension::code);
    Dimension::from_code(code.trim()).ok_or_else(|| Trouble::refusal(labels::unknown_dimension(code, known())))
}

fn as_line(outcome: &Outcome) -> String {
    let Some(indicator) = engine::catalogue().indicator(&outcome.code) else {
        return outcome.code.clone();
    };
    let place = if outcome.by.is_empty() { String::new() } else { format!(" [{}]", shown::group(&outcome.by)) };
    let why = outcome.state.why().map_or_else(String::new, |why| format!(" ({})", why.say()));
    let value = shown::outcome(indicator.unit, outcome);
    format!("{:<28} {value}{why}{place}  {}", outcome.code, indicator.short_name)
}

fn print_json(value: &Value) {
    say(format_args!("{value:#}"));
}
