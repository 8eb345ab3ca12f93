//! The page of the review of a year, its conclusions, its proposals, its paper.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use ledger::{Artefact, Change, Happening};
use plan::proposals::{self, NewProposal};
use roster::setup::queries::{school, year_dates};
use store::Reads;
use web::forms::Fields;
use web::ui::{ChainLink, Link};
use web::{Failure, OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::content::{Content, content};
use super::paper::{self, Sheet};
use super::queries::{self, Conclusion, Edition};
use super::state::{Act, State};
use super::{Section, artefact, figures, labels};

pub(super) fn address(year: i64) -> String {
    format!("/evaluate/review/{year}")
}

/// A year that exists, for somebody who sees the whole school.
pub(super) async fn checked(db: &mut impl Reads, cx: &Cx, year: i64) -> Result<(), Failure> {
    if !cx.scope().whole {
        return Err(Failure::missing());
    }
    year_dates(db, year).await?.or_missing()?;
    Ok(())
}

#[derive(askama::Template)]
#[template(path = "management_review/show.html")]
struct ShowPage {
    year: i64,
    content: Content,
    /// the signed edition that is shown
    signed: Option<Edition>,
    /// where the shown edition stands
    state: State,
    editions: Vec<Link>,
    paper: String,
    may_write: bool,
    may_sign: bool,
    chain: Vec<ChainLink>,
    fields: Fields,
}

/// Where the review stands by its signed editions, the latest first.
pub(super) fn state_of(editions: &[Edition]) -> State {
    if editions.first().is_some_and(|last| last.reason.is_none()) { State::Signed } else { State::Draft }
}

/// What the review says now.
pub(super) async fn counted(db: &mut impl Reads, year: i64, today: NaiveDate) -> store::Result<Content> {
    Ok(content(&figures(db, year, today).await?, &queries::conclusions(db, year).await?))
}

/// What a signed edition says.
pub(super) fn frozen(edition: &Edition) -> Content {
    serde_json::from_str(&edition.content_json).unwrap_or_default()
}

/// The review of the picked school year.
pub(super) async fn current(cx: Cx) -> Reply {
    let year = cx.year().await?;
    page_of(&cx, year, Fields::empty()).await
}

pub(super) async fn show(cx: Cx, Path(year): Path<i64>) -> Reply {
    page_of(&cx, year, Fields::empty()).await
}

/// The review as it stands: the signed edition, or what is counted now.
pub(super) async fn page_of(cx: &Cx, year: i64, fields: Fields) -> Reply {
    let editions = queries::editions(&mut cx.store(), year).await?;
    let signed = editions.first().filter(|_| state_of(&editions) == State::Signed).cloned();
    edition_page(cx, (year, &editions), signed, fields).await
}

/// A signed edition, or what is counted now.
pub(super) async fn edition_page(
    cx: &Cx,
    (year, editions): (i64, &[Edition]),
    signed: Option<Edition>,
    fields: Fields,
) -> Reply {
    let mut db = cx.store();
    checked(&mut db, cx, year).await?;
    let shown = signed.as_ref().map(|one| one.edition);
    let others = editions.iter().filter(|one| Some(one.edition) != shown);
    let link = |one: &Edition| {
        let label = labels::edition(one.edition, &one.number, one.signed_on);
        Link::new(label, format!("{}/editions/{}", address(year), one.edition))
    };
    let body = ShowPage {
        year,
        content: match &signed {
            Some(edition) => frozen(edition),
            None => counted(&mut db, year, cx.today()).await?,
        },
        state: if signed.is_some() { State::Signed } else { State::Draft },
        editions: others.map(link).collect(),
        paper: match shown {
            Some(edition) => format!("{}/editions/{edition}/paper.docx", address(year)),
            None => format!("{}/paper.docx", address(year)),
        },
        may_write: cx.may(May::EvaluateEffects) && state_of(editions) == State::Draft && signed.is_none(),
        may_sign: cx.may(May::SignOrders) && (signed.is_none() || shown == editions.first().map(|one| one.edition)),
        signed,
        chain: cx.chain(artefact(year)).await?,
        fields: fields.with_date("signed_on", Some(cx.today())),
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
    state_of(&queries::editions(&mut db, year).await?).step(Act::Write).or_refused()?;
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
    state_of(&queries::editions(&mut change, year).await?).step(Act::Write).or_refused()?;
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
    describe(&mut change, year, State::Draft).await?;
    let sentence = labels::written(labels::section(section), year);
    change.commit(&Reviewed { year, kind: "management_review.written", sentence }).await?;
    if fields.is_ticked("autosave") {
        return Ok(see_other(format!("{}/sections/{}", address(year), section.code())).into_response());
    }
    Ok(see_other(address(year)).done(labels::WRITTEN).into_response())
}

pub(super) async fn describe(change: &mut Change, year: i64, state: State) -> store::Result<()> {
    let today = change.today();
    change.describe(artefact(year), (&labels::title(year), state.label()), Some(today)).await
}

pub(super) async fn propose(cx: Cx, Path(year): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    checked(&mut change, &cx, year).await?;
    state_of(&queries::editions(&mut change, year).await?).step(Act::Propose).or_refused()?;
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
    describe(&mut change, year, State::Draft).await?;
    let sentence = labels::proposed(&words, year);
    change.commit(&Reviewed { year, kind: "management_review.proposed", sentence }).await?;
    Ok(see_other(address(year)).done(labels::PROPOSED).into_response())
}

pub(super) async fn docx(cx: Cx, Path(year): Path<i64>) -> Reply {
    let editions = queries::editions(&mut cx.store(), year).await?;
    let signed = editions.first().filter(|_| state_of(&editions) == State::Signed);
    paper_of(&cx, year, signed).await
}

/// The paper of a signed edition, or of what is counted now.
pub(super) async fn paper_of(cx: &Cx, year: i64, edition: Option<&Edition>) -> Reply {
    let mut db = cx.store();
    checked(&mut db, cx, year).await?;
    let content = match edition {
        Some(edition) => frozen(edition),
        None => counted(&mut db, year, cx.today()).await?,
    };
    let school = school(&mut db).await?.unwrap_or_default();
    let sheet = Sheet { year, school: &school, content: &content, edition, today: cx.today() };
    let bytes = documents::docx::render(&paper::document(&sheet), &paper::FONTS)?;
    Ok(web::download(&format!("analiz-rukovodstva-{year}.docx"), web::DOCX, bytes))
}

/// Something happened to the review of a year.
pub(super) struct Reviewed {
    pub(super) year: i64,
    pub(super) kind: &'static str,
    pub(super) sentence: String,
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
