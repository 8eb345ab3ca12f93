//! The page of the review of a year, its conclusions, its proposals, its paper.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::{Artefact, Change, Happening};
use plan::proposals::{self, NewProposal, Proposal};
use roster::setup::queries::{school, year_dates};
use store::Reads;
use web::forms::Fields;
use web::ui::{ChainLink, Link};
use web::{Failure, OrMissing, Page, Reply, Stage, filters, see_other};

use super::paper::{self, MOST_NAMED, Sheet};
use super::queries::{self, Conclusion};
use super::{Section, artefact, figures, labels};

fn address(year: i64) -> String {
    format!("/evaluate/review/{year}")
}

/// A year that exists, for somebody who sees the whole school.
async fn checked(db: &mut impl Reads, cx: &Cx, year: i64) -> Result<(), Failure> {
    if !cx.scope().whole {
        return Err(Failure::missing());
    }
    year_dates(db, year).await?.or_missing()?;
    Ok(())
}

struct Line {
    what: &'static str,
    count: usize,
    href: &'static str,
}

struct Part {
    section: Section,
    title: &'static str,
    lines: Vec<Line>,
    named_title: &'static str,
    named: Vec<Link>,
    more: String,
    conclusion: Option<Conclusion>,
}

#[derive(askama::Template)]
#[template(path = "management_review/show.html")]
struct ShowPage {
    year: i64,
    parts: Vec<Part>,
    proposals: Vec<Proposal>,
    may_write: bool,
    chain: Vec<ChainLink>,
    fields: Fields,
}

/// The review of the picked school year.
pub(super) async fn current(cx: Cx) -> Reply {
    let year = cx.year().await?;
    page_of(&cx, year, Fields::empty()).await
}

pub(super) async fn show(cx: Cx, Path(year): Path<i64>) -> Reply {
    page_of(&cx, year, Fields::empty()).await
}

async fn page_of(cx: &Cx, year: i64, fields: Fields) -> Reply {
    let mut db = cx.store();
    checked(&mut db, cx, year).await?;
    let figures = figures(&mut db, year, cx.today()).await?;
    let conclusions = queries::conclusions(&mut db, year).await?;
    let part = |section: Section| {
        let named = labels::named(section, &figures);
        let left = named.len().saturating_sub(MOST_NAMED);
        Part {
            section,
            title: labels::section(section),
            lines: labels::lines(section, &figures)
                .into_iter()
                .map(|(what, count, href)| Line { what, count, href })
                .collect(),
            named_title: labels::named_title(section),
            named: named.into_iter().take(MOST_NAMED).map(|(text, href)| Link::new(text, href)).collect(),
            more: if left > 0 { labels::more(left) } else { String::new() },
            conclusion: conclusions.iter().find(|one| one.section == section.code()).cloned(),
        }
    };
    let body = ShowPage {
        year,
        parts: Section::ALL.into_iter().map(part).collect(),
        proposals: proposals::queries::proposals_of(&mut db, artefact(year)).await?,
        may_write: cx.may(May::EvaluateEffects),
        chain: cx.chain(artefact(year)).await?,
        fields,
    };
    let page = Page::new(labels::title(year)).stage(Stage::Evaluate).lead(labels::LEAD);
    let page = page.with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

#[derive(askama::Template)]
#[template(path = "management_review/edit.html")]
struct EditPage {
    year: i64,
    section: Section,
    /// what somebody else has written meanwhile
    meanwhile: Option<Conclusion>,
    fields: Fields,
}

async fn conclusion(db: &mut impl Reads, year: i64, section: Section) -> store::Result<Option<Conclusion>> {
    let all = queries::conclusions(db, year).await?;
    Ok(all.into_iter().find(|one| one.section == section.code()))
}

pub(super) async fn edit(cx: Cx, Path((year, section)): Path<(i64, String)>) -> Reply {
    let section = Section::from_code(&section).or_missing()?;
    let mut db = cx.store();
    checked(&mut db, &cx, year).await?;
    let known = conclusion(&mut db, year, section).await?;
    let fields = Fields::empty()
        .with("version", known.as_ref().map_or(0, |one| one.version))
        .with("words", known.map(|one| one.words).unwrap_or_default());
    edit_form(&cx, (year, section), fields, None).await
}

async fn edit_form(cx: &Cx, (year, section): (i64, Section), fields: Fields, meanwhile: Option<Conclusion>) -> Reply {
    let page = Page::new(format!("{}: {}", labels::CONCLUSION, labels::section(section)))
        .stage(Stage::Evaluate)
        .crumb(labels::title(year), address(year))
        .with_errors_of(&fields);
    cx.page(page.body(EditPage { year, section, meanwhile, fields })).await
}

pub(super) async fn write(cx: Cx, Path((year, section)): Path<(i64, String)>, Sent(mut fields): Sent) -> Reply {
    let section = Section::from_code(&section).or_missing()?;
    let mut change = cx.begin().await?;
    checked(&mut change, &cx, year).await?;
    let known = conclusion(&mut change, year, section).await?;
    let version = known.as_ref().map_or(0, |one| one.version);
    if fields.get("version").parse() != Ok(version) {
        let mut again = Fields::empty().with("version", version).with("words", fields.get("words"));
        again.refuse_all(labels::CHANGED_MEANWHILE);
        return edit_form(&cx, (year, section), again, known).await;
    }
    let Some(words) = fields.long_text_if_any("words") else {
        return edit_form(&cx, (year, section), fields, None).await;
    };
    queries::write(&mut change, year, section, &words).await?;
    describe(&mut change, year).await?;
    let sentence = labels::written(labels::section(section), year);
    change.commit(&Reviewed { year, kind: "management_review.written", sentence }).await?;
    if fields.is_ticked("autosave") {
        return Ok(see_other(format!("{}/sections/{}", address(year), section.code())).into_response());
    }
    Ok(see_other(address(year)).done(labels::WRITTEN).into_response())
}

async fn describe(change: &mut Change, year: i64) -> store::Result<()> {
    let today = change.today();
    change.describe(artefact(year), (&labels::title(year), labels::STATE), Some(today)).await
}

pub(super) async fn propose(cx: Cx, Path(year): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    checked(&mut change, &cx, year).await?;
    let Some(words) = fields.long_text("words", labels::WORDS_MISSING) else {
        return page_of(&cx, year, fields).await;
    };
    let new = NewProposal {
        source: artefact(year),
        source_title: labels::title(year),
        school_year: year + 1,
        words: words.clone(),
        reason: labels::REASON.to_owned(),
        indicators: Vec::new(),
        classes: String::new(),
    };
    proposals::submit(&mut change, &new).await?;
    describe(&mut change, year).await?;
    let sentence = labels::proposed(&words, year);
    change.commit(&Reviewed { year, kind: "management_review.proposed", sentence }).await?;
    Ok(see_other(address(year)).done(labels::PROPOSED).into_response())
}

pub(super) async fn docx(cx: Cx, Path(year): Path<i64>) -> Reply {
    let mut db = cx.store();
    checked(&mut db, &cx, year).await?;
    let document = paper::document(&Sheet {
        year,
        school: &school(&mut db).await?.unwrap_or_default(),
        figures: &figures(&mut db, year, cx.today()).await?,
        conclusions: &queries::conclusions(&mut db, year).await?,
        proposals: &proposals::queries::proposals_of(&mut db, artefact(year)).await?,
        today: cx.today(),
    });
    let bytes = documents::docx::render(&document, &paper::FONTS)?;
    Ok(web::download(&format!("analiz-rukovodstva-{year}.docx"), web::DOCX, bytes))
}

struct Reviewed {
    year: i64,
    kind: &'static str,
    sentence: String,
}

impl Happening for Reviewed {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        artefact(self.year)
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
