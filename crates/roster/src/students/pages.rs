//! One student: the card, and the forms that add and correct it.

use access::{Cx, May, Routes, Sent};
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use ledger::{Artefact, Happening};
use school::{SchoolYear, name_key};
use store::Reads;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::queries::{self, Enrolment, StayInYear, Student};
use super::{access_pages, enrolment_pages};
use crate::classes::queries::{class_group, class_groups};
use crate::setup::day_within;
use crate::{labels, person_form};

/// The ages of those who go to school, with room for late starters.
const AGES: std::ops::RangeInclusive<u32> = 5..=25;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/school/students/new", May::EditRoster, new)
        .action("/school/students", May::EditRoster, create)
        .page("/school/students/{id}", May::ReadPeople, show)
        .page("/school/students/{id}/edit", May::EditRoster, edit)
        .action("/school/students/{id}", May::EditRoster, save)
        .and(enrolment_pages::routes())
        .and(access_pages::routes())
}

#[derive(askama::Template)]
#[template(path = "students/show.html")]
struct ShowPage {
    student: Student,
    sex: &'static str,
    stays: Vec<StayLine>,
    classes: Vec<Choice>,
    fields: Fields,
    may_edit: bool,
    may_invite: bool,
}

/// A stay as people say it: the last day is still in the class.
pub(super) struct StayLine {
    pub(super) class_name: String,
    pub(super) school_year: i64,
    pub(super) from_on: NaiveDate,
    pub(super) last_on: Option<NaiveDate>,
}

impl StayLine {
    pub(super) fn of(stay: StayInYear) -> Self {
        Self {
            class_name: stay.class_name,
            school_year: stay.school_year,
            from_on: stay.from_on,
            last_on: stay.until_on.and_then(|day| day.pred_opt()),
        }
    }
}

async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    page_of(&cx, id, Fields::empty()).await
}

/// The card of a student, to those who may see the name.
pub(super) async fn page_of(cx: &Cx, id: i64, fields: Fields) -> Reply {
    let mut db = cx.store();
    let student = queries::student_seen(&mut db, id, cx.scope().whole, cx.scope().staff_id).await?.or_missing()?;
    let stays = queries::stays_of(&mut db, id).await?;
    let page = Page::new(student.name().full())
        .stage(Stage::School)
        .crumb(labels::CLASSES, "/school/classes")
        .with_errors_of(&fields);
    let body = ShowPage {
        sex: labels::sex(student.sex.as_deref()),
        classes: class_choices(&mut db, cx.year().await?).await?,
        stays: stays.into_iter().map(StayLine::of).collect(),
        may_edit: cx.may(May::EditRoster),
        may_invite: cx.may(May::ManageAccounts),
        student,
        fields,
    };
    cx.page(page.body(body)).await
}

async fn class_choices(db: &mut impl Reads, year: i64) -> store::Result<Vec<Choice>> {
    Ok(class_groups(db, year).await?.into_iter().map(|class| Choice::new(class.id, class.name)).collect())
}

#[derive(askama::Template)]
#[template(path = "students/edit.html")]
struct EditPage {
    id: Option<i64>,
    sexes: Vec<Choice>,
    classes: Vec<Choice>,
    fields: Fields,
}

#[derive(serde::Deserialize)]
struct Asked {
    class: Option<i64>,
}

async fn new(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    let class = match asked.class {
        Some(id) => class_group(&mut cx.store(), id).await?,
        None => None,
    };
    let year = match &class {
        Some(class) => class.school_year,
        None => cx.year().await?,
    };
    let picked = class.map_or(String::new(), |class| class.id.to_string());
    let first = day_within(SchoolYear(year), cx.today());
    form(&cx, None, Fields::empty().with("class", picked).with_date("from_on", Some(first))).await
}

async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let known = queries::student(&mut cx.store(), id).await?.or_missing()?;
    let fields = person_form::filled(&known.name(), known.birth_on, known.sex.as_deref());
    form(&cx, Some(id), fields).await
}

async fn form(cx: &Cx, id: Option<i64>, fields: Fields) -> Reply {
    let mut db = cx.store();
    let (mut title, mut year) = (labels::NEW_STUDENT.to_owned(), cx.year().await?);
    if let Some(id) = id {
        title = queries::student(&mut db, id).await?.or_missing()?.name().full();
    } else if let Ok(class) = fields.get("class").parse() {
        year = class_group(&mut db, class).await?.map_or(year, |class| class.school_year);
    }
    let classes = class_choices(&mut db, year).await?;
    let page = Page::new(title).stage(Stage::School).crumb(labels::CLASSES, "/school/classes").with_errors_of(&fields);
    cx.page(page.body(EditPage { id, sexes: person_form::sexes(), classes, fields })).await
}

async fn create(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let typed = person_form::read(&mut fields, cx.today(), AGES);
    let place = enrolment_pages::place(&mut change, &mut fields).await?;
    if let Some(typed) = &typed {
        let key = name_key(&typed.name.full());
        let is_same = |one: &Student| name_key(&one.name().full()) == key && one.birth_on == typed.birth_on;
        if queries::students(&mut change).await?.iter().any(is_same) {
            fields.refuse("surname", labels::STUDENT_EXISTS);
        }
        enrolment_pages::refuse_before_birth(&mut fields, typed.birth_on, place.as_ref());
    }
    let (Some(typed), Some(place), false) = (typed, place, fields.has_errors()) else {
        return form(&cx, None, fields).await;
    };
    let student = Student {
        surname: typed.name.surname,
        given_name: typed.name.given_name,
        patronymic: typed.name.patronymic,
        birth_on: typed.birth_on,
        sex: typed.sex,
        ..Student::default()
    };
    let id = queries::save_student(&mut change, &student).await?;
    let stay = Enrolment {
        id: 0,
        student_id: id,
        class_group_id: place.class.id,
        from_on: place.from_on,
        until_on: None,
        batch_id: None,
    };
    queries::enrol(&mut change, &stay).await?;
    let sentence = labels::student_made(&student.name().full(), &place.class.name, place.from_on);
    change.commit(&StudentChanged { id, sentence }).await?;
    Ok(see_other(format!("/school/students/{id}")).done(labels::SAVED).into_response())
}

async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::student(&mut change, id).await?.or_missing()?;
    let Some(typed) = person_form::read(&mut fields, cx.today(), AGES) else {
        return form(&cx, Some(id), fields).await;
    };
    let student = Student {
        surname: typed.name.surname,
        given_name: typed.name.given_name,
        patronymic: typed.name.patronymic,
        birth_on: typed.birth_on,
        sex: typed.sex,
        ..known
    };
    queries::save_student(&mut change, &student).await?;
    change.commit(&StudentChanged { id, sentence: labels::student_saved(&student.name().full()) }).await?;
    Ok(see_other(format!("/school/students/{id}")).done(labels::SAVED).into_response())
}

pub(super) struct StudentChanged {
    pub(super) id: i64,
    pub(super) sentence: String,
}

impl Happening for StudentChanged {
    fn kind(&self) -> &'static str {
        "student.changed"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "student", id: self.id }
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
