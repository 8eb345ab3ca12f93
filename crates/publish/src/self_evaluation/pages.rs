//! The pages of reports: the list of years, the report as it is now, the text of a section.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::Datelike;
use roster::setup::queries::school_years;
use store::Reads;
use web::forms::Fields;
use web::{Failure, OrMissing, Page, Reply, Stage, filters, see_other};

use super::content::{Content, Section};
use super::edition::Edition;
use super::file::{Format, render};
use super::queries::{self, EditionLine, Paragraph};
use super::{EditionMade, Made, ParagraphWritten, ReportError, current_content, edition_as_of, make_edition};
use super::{paper, placeholders};
use crate::labels;

/// A year that may be reported on.
struct YearRow {
    year: i64,
    editions: usize,
    latest: Option<EditionLine>,
    state: &'static str,
    tone: &'static str,
}

#[derive(askama::Template)]
#[template(path = "self_evaluation/list.html")]
struct ListPage {
    years: Vec<YearRow>,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let mut db = cx.store();
    let editions = queries::editions(&mut db).await?;
    let years = years(&mut db, &cx, &editions).await?;
    let rows = years.into_iter().map(|year| {
        let of_year: Vec<&EditionLine> = editions.iter().filter(|line| line.year == year).collect();
        let latest = of_year.first().copied().cloned();
        let standing = latest.as_ref().and_then(EditionLine::standing);
        let state = if latest.is_some() { labels::standing(standing) } else { "" };
        YearRow { year, editions: of_year.len(), latest, state, tone: labels::tone(standing) }
    });
    let body = ListPage { years: rows.collect() };
    cx.page(Page::new(labels::REPORTS).stage(Stage::Publish).body(body)).await
}

/// Calendar years of which anything is known and that have begun, the latest first.
async fn years(db: &mut impl Reads, cx: &Cx, editions: &[EditionLine]) -> Result<Vec<i64>, Failure> {
    let now = i64::from(cx.today().year());
    let mut years: Vec<i64> = editions.iter().map(|line| line.year).collect();
    for known in school_years(db).await? {
        years.extend([known.school_year, known.school_year + 1]);
    }
    years.push(now - 1);
    years.retain(|year| *year <= now);
    years.sort_unstable_by(|left, right| right.cmp(left));
    years.dedup();
    Ok(years)
}

/// A year in an address: reports are made of years that have begun.
fn checked_year(cx: &Cx, year: i64) -> Result<i64, Failure> {
    (2000..=i64::from(cx.today().year())).contains(&year).then_some(year).or_missing()
}

/// A section as the page of the report lists it.
struct SectionRow {
    code: &'static str,
    heading: String,
    hint: &'static str,
    has_text: bool,
    written: String,
}

/// A number that is not what the latest edition says.
struct ChangedRow {
    what: String,
    before: String,
    now: String,
}

#[derive(askama::Template)]
#[template(path = "self_evaluation/show.html")]
struct ShowPage {
    year: i64,
    content: Content,
    sections: Vec<SectionRow>,
    editions: Vec<(EditionLine, &'static str, &'static str)>,
    latest: Option<Edition>,
    changed: Vec<ChangedRow>,
    is_same: bool,
    preview: String,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(year): Path<i64>) -> Reply {
    let year = checked_year(&cx, year)?;
    let mut db = cx.store();
    let content = current_content(&mut db, year, cx.today()).await?;
    let latest = edition_as_of(&mut db, year, cx.today()).await?;
    let paragraphs = queries::paragraphs(&mut db, year).await?;
    let sections = Section::ALL.into_iter().map(|section| {
        let written = paragraphs.iter().find(|one| one.section == section.code() && !one.text.is_empty());
        SectionRow {
            code: section.code(),
            heading: section.heading(),
            hint: section.hint(),
            has_text: written.is_some(),
            written: written.map_or_else(String::new, |one| {
                format!("{}, {}", filters::local_moment(&one.written_at), one.written_by)
            }),
        }
    });
    let editions = queries::editions(&mut db).await?.into_iter().filter(|line| line.year == year);
    let editions = editions.map(|line| {
        let standing = line.standing();
        (line, labels::standing(standing), labels::tone(standing))
    });
    let draft = Edition::draft(content, cx.today());
    let body = ShowPage {
        year,
        preview: documents::html::render(&paper::document(&draft)),
        sections: sections.collect(),
        editions: editions.collect(),
        changed: latest.as_ref().map(|edition| changed(&edition.content, &draft.content)).unwrap_or_default(),
        is_same: latest.as_ref().is_some_and(|edition| edition.content == draft.content),
        latest,
        content: draft.content,
        may_edit: cx.may(May::EditReports),
    };
    let page = Page::new(labels::report_title(year)).stage(Stage::Publish).crumb(labels::REPORTS, "/publish/reports");
    cx.page(page.body(body)).await
}

/// What is different: rows of the table, and sections whose text or tables changed.
fn changed(before: &Content, now: &Content) -> Vec<ChangedRow> {
    let shown = |content: &Content, code: &str| {
        let line = content.indicators.iter().find(|line| line.code == code);
        line.map_or_else(|| school::ru::NO_VALUE.to_owned(), |line| line.shown.clone())
    };
    let mut changed: Vec<ChangedRow> = now
        .indicators
        .iter()
        .map(|line| ChangedRow {
            what: format!("{} {}", line.number, line.name),
            before: shown(before, &line.code),
            now: line.shown.clone(),
        })
        .filter(|row| row.before != row.now)
        .collect();
    for section in now.sections.iter().filter(|section| section.section != Section::Indicators) {
        let was = before.sections.iter().find(|one| one.section == section.section);
        if was.is_some_and(|was| was.parts != section.parts || was.analysis != section.analysis) {
            let what = format!("Раздел «{}»", section.section.heading());
            changed.push(ChangedRow { what, before: String::new(), now: "изменён".to_owned() });
        }
    }
    changed
}

#[derive(askama::Template)]
#[template(path = "self_evaluation/section.html")]
struct SectionPage {
    year: i64,
    section: Section,
    fields: Fields,
    preview: String,
    offered: Vec<(&'static str, &'static str)>,
    /// what somebody else has written meanwhile
    meanwhile: Option<Paragraph>,
}

pub(super) async fn section(cx: Cx, Path((year, section)): Path<(i64, String)>) -> Reply {
    let (year, section) = (checked_year(&cx, year)?, Section::from_code(&section).or_missing()?);
    let known = paragraph(&mut cx.store(), year, section).await?;
    let fields = Fields::empty()
        .with("version", known.as_ref().map_or(0, |one| one.version))
        .with("text", known.map(|one| one.text).unwrap_or_default());
    section_page(&cx, (year, section), fields, None).await
}

async fn paragraph(db: &mut impl Reads, year: i64, section: Section) -> store::Result<Option<Paragraph>> {
    Ok(queries::paragraphs(db, year).await?.into_iter().find(|one| one.section == section.code()))
}

async fn section_page(cx: &Cx, (year, section): (i64, Section), fields: Fields, meanwhile: Option<Paragraph>) -> Reply {
    let content = current_content(&mut cx.store(), year, cx.today()).await?;
    let draft = Edition::draft(content, cx.today());
    let page = Page::new(section.heading())
        .stage(Stage::Publish)
        .crumb(labels::REPORTS, "/publish/reports")
        .crumb(labels::report_title(year), format!("/publish/reports/{year}"))
        .with_errors_of(&fields);
    let body = SectionPage {
        year,
        section,
        preview: documents::html::render(&paper::section_document(&draft, section)),
        offered: placeholders::offered(),
        fields,
        meanwhile,
    };
    cx.page(page.body(body)).await
}

/// Saves a text. What saved itself goes back to the form, where the script finds the new version.
pub(super) async fn write(cx: Cx, Path((year, section)): Path<(i64, String)>, Sent(mut fields): Sent) -> Reply {
    let (year, section) = (checked_year(&cx, year)?, Section::from_code(&section).or_missing()?);
    let text = fields.long_text_if_any("text");
    for code in text.as_deref().map(placeholders::unknown).unwrap_or_default() {
        fields.refuse("text", format!("Нет показателя с кодом «{code}». Коды перечислены под формой."));
    }
    let mut change = cx.begin().await?;
    let known = paragraph(&mut change, year, section).await?;
    let version = known.as_ref().map_or(0, |one| one.version);
    if fields.get("version").parse() != Ok(version) {
        let mut again = Fields::empty().with("version", version).with("text", fields.get("text"));
        again.refuse_all(labels::CHANGED_MEANWHILE);
        return section_page(&cx, (year, section), again, known).await;
    }
    let (Some(text), false) = (text, fields.has_errors()) else {
        return section_page(&cx, (year, section), fields, None).await;
    };
    queries::write_paragraph(&mut change, (year, section), version, &text).await?;
    change.commit(&ParagraphWritten { year, section }).await?;
    if fields.is_ticked("autosave") {
        let form = format!("/publish/reports/{year}/sections/{}", section.code());
        return Ok(see_other(form).into_response());
    }
    Ok(see_other(format!("/publish/reports/{year}")).done(labels::PARAGRAPH_SAVED).into_response())
}

pub(super) async fn make(cx: Cx, Path(year): Path<i64>) -> Reply {
    let year = checked_year(&cx, year)?;
    let mut change = cx.begin().await?;
    match make_edition(&mut change, year).await? {
        Made::New(edition) => {
            change.commit(&EditionMade::of(&edition)).await?;
            Ok(see_other(format!("/publish/editions/{}", edition.id)).done(labels::EDITION_MADE).into_response())
        }
        Made::Same(edition) => {
            let back = see_other(format!("/publish/editions/{}", edition.id));
            Ok(back.caution(labels::NOTHING_NEW).into_response())
        }
    }
}

/// The report as it is now, as a file: «draft.docx», «draft.pdf», «draft.html».
pub(super) async fn download(cx: Cx, Path((year, name)): Path<(i64, String)>) -> Reply {
    let year = checked_year(&cx, year)?;
    let format = name.strip_prefix("draft.").and_then(Format::from_extension).or_missing()?;
    let content = current_content(&mut cx.store(), year, cx.today()).await?;
    file(Edition::draft(content, cx.today()), format).await
}

/// The answer with the file. Laying out takes a moment of the processor, so it leaves the threads that serve pages.
pub(super) async fn file(edition: Edition, format: Format) -> Reply {
    let name = labels::file_name(edition.year, edition.number, format.extension());
    let bytes = tokio::task::spawn_blocking(move || render(&edition, format)).await?.map_err(ReportError::from)?;
    Ok(web::download(&name, format.media_type(), bytes))
}
