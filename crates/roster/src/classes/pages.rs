//! The list of classes, and one class: its students, its teachers, its kinds.

use access::{Cx, May, Routes, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::{Artefact, Happening};
use school::{ClassName, SchoolYear, TermScheme};
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::queries::{self, ClassGroup};
use crate::labels;
use crate::setup::day_within;
use crate::setup::queries::ensure_year;
use crate::staff::queries::{StaffMember, staff};
use crate::students::queries::{EnrolledStudent, students_of_class};
use crate::subjects::queries::subjects;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/school/classes", May::ReadRoster, list)
        .action("/school/classes", May::EditRoster, create)
        .page("/school/classes/{id}", May::ReadPeople, show)
        .page("/school/classes/{id}/edit", May::EditRoster, edit)
        .action("/school/classes/kinds", May::EditRoster, confirm_kinds)
        .action("/school/classes/{id}", May::EditRoster, save)
        .action("/school/classes/{id}/teaching", May::EditRoster, assign)
        .action("/school/classes/{id}/teaching/end", May::EditRoster, release)
}

#[derive(askama::Template)]
#[template(path = "classes/list.html")]
struct ListPage {
    year: i64,
    classes: Vec<ClassLine>,
    class_count: i64,
    total: i64,
    may_edit: bool,
    /// classes whose kinds nobody has confirmed
    unconfirmed: i64,
    fields: Fields,
}

struct ClassLine {
    class: ClassGroup,
    students: i64,
    homeroom: String,
    scheme: &'static str,
    is_open: bool,
}

async fn list(cx: Cx) -> Reply {
    page_of_list(&cx, Fields::empty()).await
}

async fn page_of_list(cx: &Cx, fields: Fields) -> Reply {
    let year = cx.year().await?;
    let mut db = cx.store();
    let sizes = queries::class_sizes(&mut db, year, day_within(SchoolYear(year), cx.today())).await?;
    let people = staff(&mut db).await?;
    let open = queries::classes_open_to(&mut db, year, cx.scope().whole, cx.scope().staff_id).await?;
    let line = |class: ClassGroup| ClassLine {
        is_open: cx.may(May::ReadPeople) && open.contains(&class.id),
        students: sizes.iter().find(|size| size.class_group_id == class.id).map_or(0, |size| size.student_count),
        homeroom: name_of(&people, class.homeroom_staff_id),
        scheme: labels::scheme(class.scheme()),
        class,
    };
    let classes: Vec<ClassLine> = queries::class_groups(&mut db, year).await?.into_iter().map(line).collect();
    let total = classes.iter().map(|line| line.students).sum();
    let class_count = i64::try_from(classes.len()).unwrap_or(i64::MAX);
    let unconfirmed = queries::unconfirmed_kinds(&mut db, year).await?;
    let page = Page::new(labels::CLASSES).stage(Stage::School).with_errors_of(&fields);
    let may_edit = cx.may(May::EditRoster);
    cx.page(page.body(ListPage { year, classes, class_count, total, may_edit, unconfirmed, fields })).await
}

/// Says of all classes at once what nobody has said yet: that they are of no special kind.
async fn confirm_kinds(cx: Cx, Sent(_): Sent) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let count = queries::confirm_kinds(&mut change, year).await?;
    change.commit(&ClassChanged { id: 0, sentence: labels::kinds_confirmed(year, count) }).await?;
    Ok(see_other("/school/classes").done(labels::SAVED).into_response())
}

fn name_of(people: &[StaffMember], id: Option<i64>) -> String {
    let known = people.iter().find(|member| Some(member.id) == id);
    known.map(|member| member.name().with_initials()).unwrap_or_default()
}

async fn create(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let name = match ClassName::read(fields.get("name")) {
        Ok(reading) => reading.value,
        Err(refusal) => {
            fields.refuse("name", refusal.to_string());
            return page_of_list(&cx, fields).await;
        }
    };
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    if queries::class_by_name(&mut change, year, &name).await?.is_some() {
        fields.refuse("name", labels::CLASS_EXISTS);
        return page_of_list(&cx, fields).await;
    }
    ensure_year(&mut change, SchoolYear(year)).await?;
    let id = queries::create_class(&mut change, year, &name).await?;
    change.commit(&ClassChanged { id, sentence: labels::class_made(&name.to_string(), year) }).await?;
    Ok(see_other(format!("/school/classes/{id}/edit")).done(labels::SAVED).into_response())
}

#[derive(askama::Template)]
#[template(path = "classes/show.html")]
struct ShowPage {
    class: ClassGroup,
    homeroom: String,
    students: Vec<StudentLine>,
    teaching: Vec<TeachingLine>,
    may_edit: bool,
}

struct StudentLine {
    id: i64,
    name: String,
    since: chrono::NaiveDate,
    until: Option<chrono::NaiveDate>,
}

struct TeachingLine {
    subject_id: i64,
    subject: String,
    staff_id: i64,
    teacher: String,
}

/// A class is shown to those who may see at least one of its students or teach in it; to others it does not exist.
async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let class = queries::class_group(&mut db, id).await?.or_missing()?;
    let (whole, staff_id) = (cx.scope().whole, cx.scope().staff_id);
    let open = queries::classes_open_to(&mut db, class.school_year, whole, staff_id).await?;
    open.contains(&id).then_some(()).or_missing()?;
    let teaching = teaching_of(&mut db, &class).await?;
    let enrolled = students_of_class(&mut db, id, whole, staff_id).await?;
    let line = |student: EnrolledStudent| StudentLine {
        id: student.student_id,
        name: student.name().full(),
        since: student.from_on,
        until: student.until_on,
    };
    let students = enrolled.into_iter().map(line).collect();
    let homeroom = name_of(&staff(&mut db).await?, class.homeroom_staff_id);
    let page = Page::new(labels::class_title(&class.name, class.school_year))
        .stage(Stage::School)
        .crumb(labels::CLASSES, "/school/classes");
    cx.page(page.body(ShowPage { class, homeroom, students, teaching, may_edit: cx.may(May::EditRoster) })).await
}

async fn teaching_of(db: &mut impl store::Reads, class: &ClassGroup) -> store::Result<Vec<TeachingLine>> {
    let (people, known) = (staff(db).await?, subjects(db).await?);
    let own = queries::teaching(db, class.school_year).await?.into_iter().filter(|one| one.class_group_id == class.id);
    let mut lines: Vec<TeachingLine> = own
        .map(|one| TeachingLine {
            subject: known
                .iter()
                .find(|subject| subject.id == one.subject_id)
                .map_or(String::new(), |s| s.name.clone()),
            teacher: name_of(&people, Some(one.staff_id)),
            subject_id: one.subject_id,
            staff_id: one.staff_id,
        })
        .collect();
    lines.sort_by(|left, right| school::ru::compare(&left.subject, &right.subject));
    Ok(lines)
}

#[derive(askama::Template)]
#[template(path = "classes/edit.html")]
struct EditPage {
    class: ClassGroup,
    fields: Fields,
    schemes: Vec<Choice>,
    people: Vec<Choice>,
    subjects: Vec<Choice>,
    teaching: Vec<TeachingLine>,
}

async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let class = queries::class_group(&mut db, id).await?.or_missing()?;
    let homeroom = class.homeroom_staff_id.map_or(String::new(), |id| id.to_string());
    let mut fields = Fields::empty().with("scheme", &class.term_scheme).with("homeroom", homeroom);
    for (kind, is_set) in kinds(&class) {
        if is_set {
            fields = fields.with(kind, "1");
        }
    }
    let body = EditPage {
        schemes: [TermScheme::Quarters, TermScheme::HalfYears, TermScheme::Trimesters]
            .map(|scheme| Choice::new(scheme.code(), labels::scheme(scheme)))
            .to_vec(),
        people: staff(&mut db).await?.iter().map(|one| Choice::new(one.id, one.name().full())).collect(),
        subjects: subjects(&mut db)
            .await?
            .iter()
            .map(|subject| Choice::new(subject.id, subject.name.clone()))
            .collect(),
        teaching: teaching_of(&mut db, &class).await?,
        fields,
        class,
    };
    let page = Page::new(labels::class_title(&body.class.name, body.class.school_year))
        .stage(Stage::School)
        .crumb(labels::CLASSES, "/school/classes");
    cx.page(page.body(body)).await
}

fn kinds(class: &ClassGroup) -> [(&'static str, bool); 4] {
    [
        ("advanced", class.is_advanced),
        ("profile", class.is_profile),
        ("distance", class.is_distance),
        ("network", class.is_network),
    ]
}

async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let class = queries::class_group(&mut change, id).await?.or_missing()?;
    let scheme = fields.choice("scheme", labels::PICK, TermScheme::from_code).or_missing()?;
    let class = ClassGroup {
        term_scheme: scheme.code().to_owned(),
        homeroom_staff_id: fields.id_if_any("homeroom"),
        is_advanced: fields.is_ticked("advanced"),
        is_profile: fields.is_ticked("profile"),
        is_distance: fields.is_ticked("distance"),
        is_network: fields.is_ticked("network"),
        ..class
    };
    queries::save_class(&mut change, &class).await?;
    change.commit(&ClassChanged { id, sentence: labels::class_saved(&class.name) }).await?;
    Ok(see_other(format!("/school/classes/{id}")).done(labels::SAVED).into_response())
}

async fn assign(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let (Some(staff_id), Some(subject_id)) = (fields.id("staff", labels::PICK), fields.id("subject", labels::PICK))
    else {
        return Ok(see_other(format!("/school/classes/{id}/edit")).refused(labels::PICK_BOTH).into_response());
    };
    let mut change = cx.begin().await?;
    let class = queries::class_group(&mut change, id).await?.or_missing()?;
    let teaching = queries::Teaching { staff_id, class_group_id: id, subject_id };
    queries::assign_teaching(&mut change, teaching, None).await?;
    change.commit(&ClassChanged { id, sentence: labels::class_saved(&class.name) }).await?;
    Ok(see_other(format!("/school/classes/{id}/edit")).done(labels::SAVED).into_response())
}

async fn release(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let staff_id = fields.id("staff", labels::PICK).or_missing()?;
    let subject_id = fields.id("subject", labels::PICK).or_missing()?;
    let mut change = cx.begin().await?;
    let class = queries::class_group(&mut change, id).await?.or_missing()?;
    queries::end_teaching(&mut change, queries::Teaching { staff_id, class_group_id: id, subject_id }).await?;
    change.commit(&ClassChanged { id, sentence: labels::class_saved(&class.name) }).await?;
    Ok(see_other(format!("/school/classes/{id}/edit")).done(labels::SAVED).into_response())
}

struct ClassChanged {
    id: i64,
    sentence: String,
}

impl Happening for ClassChanged {
    fn kind(&self) -> &'static str {
        "class.changed"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "class_group", id: self.id }
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
