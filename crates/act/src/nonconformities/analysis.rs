//! The search for the root cause: «почему?» five times, and the bones of the fish.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use web::forms::Fields;
use web::{OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::pages::seen;
use super::queries::{self, Nonconformity};
use super::state::{self, Act, CannotStep, Circumstances};
use super::{NonconformityHappened, describe, labels};
use crate::renewed::renewed;

const LIST: &str = "/act/nonconformities";
/// How often one asks «почему?».
const WHYS: i64 = 5;

#[derive(askama::Template)]
#[template(path = "nonconformities/cause.html")]
struct CausePage {
    one: Nonconformity,
    whys: Vec<i64>,
    categories: &'static [(&'static str, &'static str, &'static str)],
    stored: Vec<String>,
    fields: Fields,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let (one, part) = seen(&mut db, &cx, id).await?;
    one.state().after(Act::FindCause).ok_or(CannotStep::NotFromHere(one.state())).or_refused()?;
    part.takes(Act::FindCause).then_some(()).ok_or(CannotStep::NotYours).or_refused()?;
    let mut fields = Fields::empty().with("root_cause", &one.root_cause);
    for (place, answer) in queries::whys(&mut db, id).await? {
        fields = fields.with(&format!("why_{place}"), answer);
    }
    for (category, words) in queries::causes(&mut db, id).await? {
        fields = fields.with(&category, words);
    }
    form(&cx, one, fields, Vec::new()).await
}

/// The form; `stored` is what somebody else wrote while it was being filled in.
async fn form(cx: &Cx, one: Nonconformity, fields: Fields, stored: Vec<String>) -> Reply {
    let page = Page::new(labels::CAUSE)
        .stage(Stage::Act)
        .crumb(labels::NONCONFORMITIES, LIST)
        .crumb(labels::title(&one), format!("{LIST}/{}", one.id))
        .with_errors_of(&fields);
    let body = CausePage { one, whys: (1..=WHYS).collect(), categories: &labels::CATEGORIES, stored, fields };
    cx.page(page.body(body)).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (one, part) = seen(&mut change, &cx, id).await?;
    if fields.get("version") != one.version.to_string() {
        let mut stored: Vec<String> =
            queries::whys(&mut change, id).await?.into_iter().map(|(_, words)| words).collect();
        stored.extend(queries::causes(&mut change, id).await?.into_iter().map(|(_, words)| words));
        stored.push(one.root_cause.clone());
        let mut fields = renewed(&fields, one.version);
        fields.refuse_all(labels::CHANGED_ABOVE);
        return form(&cx, one, fields, stored).await;
    }
    let root_cause = fields.long_text_if_any("root_cause").unwrap_or_default();
    let mut whys = Vec::new();
    for place in 1..=WHYS {
        whys.push((place, fields.long_text_if_any(&format!("why_{place}")).unwrap_or_default()));
    }
    let mut causes = Vec::new();
    for (category, _, _) in labels::CATEGORIES {
        causes.push((category, fields.long_text_if_any(category).unwrap_or_default()));
    }
    let is_outsider = !part.takes(Act::FindCause);
    let at = Circumstances { has_cause: !root_cause.is_empty(), is_outsider, ..Circumstances::default() };
    let next = match state::step(one.state(), Act::FindCause, &at) {
        Ok(next) => Some(next),
        Err(CannotStep::CauseMissing) => {
            fields.refuse("root_cause", CannotStep::CauseMissing.say());
            None
        }
        Err(other) => return Err(web::Failure::refused(&other)),
    };
    let (Some(next), false) = (next, fields.has_errors()) else {
        return form(&cx, one, fields, Vec::new()).await;
    };
    queries::save_analysis(&mut change, id, &whys, &causes).await?;
    let one = Nonconformity { root_cause: root_cause.clone(), ..one };
    queries::save(&mut change, &one).await?;
    queries::take_step(&mut change, id, one.version, (Act::FindCause, next), &root_cause).await?;
    describe(&mut change, &one, next).await?;
    let sentence = labels::stepped(Act::FindCause, &one, &root_cause);
    change.commit(&NonconformityHappened { id, kind: "nonconformity.cause_found", sentence }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::CAUSE_SAVED).into_response())
}
