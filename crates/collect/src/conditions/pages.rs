//! The form of conditions.

use access::{Cx, Sent};
use axum::extract::RawQuery;
use axum::response::IntoResponse;
use chrono::{Datelike, NaiveDate};
use web::forms::Fields;
use web::ui::Choice;
use web::{Page, Reply, Stage, filters, see_other};

use super::queries::{self, ConditionValue};
use super::{Condition, ConditionsEntered, Kind, definitions, labels, sections};

#[derive(askama::Template)]
#[template(path = "conditions/show.html")]
struct FormPage {
    fields: Fields,
    days: Vec<NaiveDate>,
    sections: Vec<Section>,
    yes_no: [Choice; 2],
}

struct Section {
    name: &'static str,
    questions: Vec<Question>,
}

struct Question {
    code: &'static str,
    name: &'static str,
    is_yes_no: bool,
    unit: &'static str,
    hint: String,
}

/// The last day of the calendar year that a report is about: the report of the spring is about the year before.
fn usual_day(today: NaiveDate) -> NaiveDate {
    let year = if today.month() >= 9 { today.year() } else { today.year() - 1 };
    NaiveDate::from_ymd_opt(year, 12, 31).filter(|day| *day <= today).unwrap_or(today)
}

pub(super) async fn show(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let as_of = school::ru::parse_date(query.get("as_of")).unwrap_or_else(|| usual_day(cx.today()));
    let known = queries::values(&mut cx.store()).await?;
    let of_day = known.iter().filter(|value| value.as_of == as_of);
    let fields = of_day.fold(Fields::empty().with_date("as_of", Some(as_of)), |fields, value| {
        let kind = definitions::conditions().iter().find(|one| one.code == value.code).map(|one| one.kind);
        match kind {
            Some(Kind::YesNo) => fields.with(&value.code, value.number_numerator),
            Some(kind) => fields.with(&value.code, labels::value(kind, &value.exact())),
            None => fields,
        }
    });
    page(&cx, fields, &known).await
}

async fn page(cx: &Cx, fields: Fields, known: &[ConditionValue]) -> Reply {
    let as_of = school::ru::parse_date(fields.get("as_of"));
    let question = |condition: &'static Condition| Question {
        code: &condition.code,
        name: &condition.name,
        is_yes_no: condition.kind == Kind::YesNo,
        unit: labels::unit(condition.kind),
        hint: labels::hint(condition, previous(condition, known, as_of)),
    };
    let section = |(name, list): (&'static str, Vec<&'static Condition>)| Section {
        name,
        questions: list.into_iter().map(question).collect(),
    };
    let mut days: Vec<NaiveDate> = known.iter().map(|value| value.as_of).collect();
    days.dedup();
    let body = FormPage {
        days,
        sections: sections().into_iter().map(section).collect(),
        yes_no: [Choice::new(1, labels::YES), Choice::new(0, labels::NO)],
        fields,
    };
    let page = Page::new(labels::CONDITIONS).stage(Stage::Collect).lead(labels::LEAD).with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

/// The value of the latest other day.
fn previous(condition: &Condition, known: &[ConditionValue], as_of: Option<NaiveDate>) -> Option<(NaiveDate, String)> {
    let value = known.iter().find(|value| value.code == condition.code && Some(value.as_of) != as_of)?;
    Some((value.as_of, labels::value(condition.kind, &value.exact())))
}

pub(super) async fn save(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::values(&mut change).await?;
    let as_of = fields.date("as_of", labels::DATE_MISSING);
    if as_of.is_some_and(|day| day > cx.today()) {
        fields.refuse("as_of", labels::DATE_AHEAD);
    }
    let mut typed = Vec::new();
    for condition in definitions::conditions() {
        if let (Some(number), Some(as_of)) = (read(&mut fields, condition), as_of) {
            let (number_numerator, number_denominator) = number;
            typed.push(ConditionValue { code: condition.code.clone(), as_of, number_numerator, number_denominator });
        }
    }
    if typed.is_empty() && !fields.has_errors() {
        fields.refuse_all(labels::NOTHING);
    }
    let (Some(as_of), false) = (as_of, fields.has_errors()) else {
        drop(change);
        return page(&cx, fields, &known).await;
    };
    typed.retain(|value| !known.contains(value));
    let address = web::url::with_query("/collect/conditions", &[("as_of", &as_of.to_string())]);
    if typed.is_empty() {
        return Ok(see_other(address).caution(labels::UNCHANGED).into_response());
    }
    for value in &typed {
        queries::save(&mut change, value).await?;
    }
    change.commit(&ConditionsEntered { as_of, count: typed.len() }).await?;
    Ok(see_other(address).done(labels::SAVED).into_response())
}

/// The largest number taken.
const LARGEST: i64 = 100_000_000;

/// What was typed, as an exact fraction; complaints go to the field.
fn read(fields: &mut Fields, condition: &Condition) -> Option<(i64, i64)> {
    let code = condition.code.as_str();
    match condition.kind {
        Kind::YesNo => fields
            .choice_if_any(code, |value| matches!(value, "0" | "1").then(|| i64::from(value == "1")))
            .map(|one| (one, 1)),
        Kind::Number => fields.whole_number_if_any(code, 0..=LARGEST).map(|number| (number, 1)),
        Kind::Area => {
            let number = fields.number_if_any(code)?;
            if number < school::Exact::from_integer(0) {
                fields.refuse(code, labels::NEGATIVE);
                return None;
            }
            let both = (i64::try_from(*number.numer()).ok(), i64::try_from(*number.denom()).ok());
            match both {
                (Some(numerator), Some(denominator)) if number <= school::Exact::from_integer(LARGEST.into()) => {
                    Some((numerator, denominator))
                }
                _ => {
                    fields.refuse(code, labels::TOO_LARGE);
                    None
                }
            }
        }
    }
}
