//! The forms that add and correct a member of staff.

use access::{Cx, May, Routes, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::{Datelike, NaiveDate};
use ledger::{Artefact, Happening};
use school::name_key;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::queries::{self, StaffMember};
use crate::{labels, person_form};

/// The ages of those who work at a school.
const AGES: std::ops::RangeInclusive<u32> = 16..=100;
const LONGEST_EXPERIENCE: i64 = 75;

pub(super) fn routes() -> Routes {
    Routes::new()
        .page("/school/staff/new", May::EditRoster, new)
        .action("/school/staff", May::EditRoster, create)
        .page("/school/staff/{id}/edit", May::EditRoster, edit)
        .action("/school/staff/{id}", May::EditRoster, save)
}

#[derive(askama::Template)]
#[template(path = "staff/edit.html")]
struct EditPage {
    id: Option<i64>,
    sexes: Vec<Choice>,
    kinds: Vec<Choice>,
    educations: Vec<Choice>,
    categories: Vec<Choice>,
    fields: Fields,
}

async fn new(cx: Cx) -> Reply {
    form(&cx, None, Fields::empty().with("kind", "pedagogical")).await
}

async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let known = queries::staff_member(&mut cx.store(), id).await?.or_missing()?;
    let number = |number: Option<i64>| number.map_or(String::new(), |number| number.to_string());
    let mut fields = person_form::filled(&known.name(), known.birth_on, known.sex.as_deref())
        .with("position", &known.position)
        .with("kind", &known.staff_kind)
        .with("education", known.education.as_deref().unwrap_or_default())
        .with("category", known.category.as_deref().unwrap_or_default())
        .with_date("category_on", known.category_on)
        .with("experience", number(known.experience_years))
        .with_date("experience_on", known.experience_on)
        .with_date("employed_from", known.employed_from)
        .with_date("left_on", known.left_on);
    if known.education_is_pedagogical == Some(true) {
        fields = fields.with("pedagogical", "1");
    }
    form(&cx, Some(id), fields).await
}

async fn form(cx: &Cx, id: Option<i64>, fields: Fields) -> Reply {
    let title = match id {
        Some(id) => queries::staff_member(&mut cx.store(), id).await?.or_missing()?.name().full(),
        None => labels::NEW_MEMBER.to_owned(),
    };
    let page = Page::new(title).stage(Stage::School).crumb(labels::STAFF, "/school/staff").with_errors_of(&fields);
    let body = EditPage {
        id,
        sexes: person_form::sexes(),
        kinds: KINDS.map(|code| Choice::new(code, labels::staff_kind(code))).to_vec(),
        educations: EDUCATIONS.map(|code| Choice::new(code, labels::education(Some(code), None))).to_vec(),
        categories: CATEGORIES.map(|code| Choice::new(code, labels::category(Some(code)))).to_vec(),
        fields,
    };
    cx.page(page.body(body)).await
}

const KINDS: [&str; 3] = ["pedagogical", "administrative", "other"];
const EDUCATIONS: [&str; 3] = ["higher", "vocational", "other"];
const CATEGORIES: [&str; 3] = ["highest", "first", "none"];

async fn create(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let read = read(&mut fields, cx.today(), &StaffMember::default());
    if let Some(member) = &read {
        let key = name_key(&member.name().full());
        let is_same = |one: &StaffMember| name_key(&one.name().full()) == key && one.birth_on == member.birth_on;
        if queries::staff(&mut change).await?.iter().any(is_same) {
            fields.refuse("surname", labels::MEMBER_EXISTS);
        }
    }
    let (Some(member), false) = (read, fields.has_errors()) else {
        return form(&cx, None, fields).await;
    };
    let id = queries::save_staff_member(&mut change, &member).await?;
    change.commit(&MemberChanged { id, sentence: labels::member_made(&member.name().full()) }).await?;
    Ok(see_other(format!("/school/staff/{id}")).done(labels::SAVED).into_response())
}

async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::staff_member(&mut change, id).await?.or_missing()?;
    let Some(member) = read(&mut fields, cx.today(), &known) else {
        return form(&cx, Some(id), fields).await;
    };
    queries::save_staff_member(&mut change, &member).await?;
    change.commit(&MemberChanged { id, sentence: labels::member_saved(&member.name().full()) }).await?;
    Ok(see_other(format!("/school/staff/{id}")).done(labels::SAVED).into_response())
}

/// What was typed, over what was `known`; what is wrong is said at the field.
fn read(fields: &mut Fields, today: NaiveDate, known: &StaffMember) -> Option<StaffMember> {
    let typed = person_form::read(fields, today, AGES);
    let position = fields.text_if_any("position");
    let of = |codes: &'static [&'static str]| move |code: &str| codes.iter().find(|known| **known == code).copied();
    let kind = fields.choice("kind", labels::PICK, of(&KINDS));
    let education = fields.choice_if_any("education", of(&EDUCATIONS));
    let category = fields.choice_if_any("category", of(&CATEGORIES));
    let category_on = past_date(fields, "category_on", today);
    let experience_years = fields.whole_number_if_any("experience", 0..=LONGEST_EXPERIENCE);
    let experience_on = past_date(fields, "experience_on", today);
    if experience_years.is_some() && fields.get("experience_on").is_empty() {
        fields.refuse("experience_on", labels::EXPERIENCE_UNDATED);
    }
    let employed_from = fields.date_if_any("employed_from");
    let left_on = fields.date_if_any("left_on");
    if let (Some(from), Some(left)) = (employed_from, left_on)
        && left < from
    {
        fields.refuse("left_on", labels::LEFT_BEFORE);
    }
    if let Some(born) = typed.as_ref().and_then(|typed| typed.birth_on) {
        refuse_before_birth(fields, born, [("category_on", category_on), ("employed_from", employed_from)]);
        let working_years = experience_on.map(|on| i64::from(on.year() - born.year()) - i64::from(*AGES.start()));
        if experience_years > working_years && working_years.is_some() {
            fields.refuse("experience", labels::EXPERIENCE_TOO_LONG);
        }
    }
    let (Some(typed), Some(kind), false) = (typed, kind, fields.has_errors()) else {
        return None;
    };
    let is_pedagogical = fields.is_ticked("pedagogical");
    Some(StaffMember {
        surname: typed.name.surname,
        given_name: typed.name.given_name,
        patronymic: typed.name.patronymic,
        birth_on: typed.birth_on,
        sex: typed.sex,
        position: position.unwrap_or_default(),
        staff_kind: kind.to_owned(),
        education: education.map(str::to_owned),
        education_is_pedagogical: education.map(|_| is_pedagogical),
        category: category.map(str::to_owned),
        category_on,
        experience_years,
        experience_on: experience_years.and(experience_on),
        employed_from,
        left_on,
        id: known.id,
        batch_id: known.batch_id,
        source_row: known.source_row,
    })
}

fn past_date(fields: &mut Fields, field: &str, today: NaiveDate) -> Option<NaiveDate> {
    let date = fields.date_if_any(field);
    if date.is_some_and(|date| date > today) {
        fields.refuse(field, labels::IN_FUTURE);
    }
    date
}

fn refuse_before_birth(fields: &mut Fields, born: NaiveDate, dates: [(&str, Option<NaiveDate>); 2]) {
    for (field, date) in dates {
        if date.is_some_and(|date| date <= born) {
            fields.refuse(field, labels::BEFORE_BIRTH);
        }
    }
}

struct MemberChanged {
    id: i64,
    sentence: String,
}

impl Happening for MemberChanged {
    fn kind(&self) -> &'static str {
        "staff.changed"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "staff", id: self.id }
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
