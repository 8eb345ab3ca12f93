//! One import from the parsed file to the written facts: the same plan is shown and carried out.

use chrono::NaiveDate;
use ledger::{Artefact, Change, Happening};
use school::SchoolYear;
use serde::Serialize;
use store::{Reads, new_id};

use super::achievements::AchievementsPlan;
use super::disk::DiskFile;
use super::exams::ExamsPlan;
use super::finding::{Decisions, Discrepancy, Findings, Place, Question};
use super::journal::JournalPlan;
use super::kind::Kind;
use super::labels;
use super::made::{Made, Trail, Used};
use super::papers::PapersPlan;
use super::parsed::{Content, Parsed};
use super::period_marks::MarksPlan;
use super::preview::{Preview, Tally};
use super::queries::{Batch, applied_batch_of_file, insert_batch, insert_befores, insert_discrepancies};
use super::resolver::Resolver;
use super::rolls::staff::StaffPlan;
use super::rolls::students::StudentsPlan;
use super::upload::{ImportError, Options, Refusal};
use super::world::World;
use super::{achievements, exams, journal, papers, period_marks, rolls};

/// What is to be written for a kind of file.
enum Facts {
    Nothing,
    PeriodMarks(MarksPlan),
    Papers(PapersPlan),
    Journal(Box<JournalPlan>),
    Students(StudentsPlan),
    Staff(StaffPlan),
    Exams(ExamsPlan),
    Achievements(AchievementsPlan),
}

/// A file against the school: what would be made, changed, left, asked.
struct Plan {
    kind: Kind,
    year: SchoolYear,
    sheets: Vec<String>,
    made: Made,
    facts: Facts,
    tally: Tally,
    discrepancies: Vec<Discrepancy>,
    questions: Vec<Question>,
}

/// Shows what applying would do. Writes nothing.
///
/// # Errors
/// [`ImportError`].
pub async fn preview(
    db: &mut impl Reads,
    parsed: Parsed,
    options: &Options,
    decisions: &Decisions,
) -> Result<Preview, ImportError> {
    let (file_name, sha256) = (parsed.file_name.clone(), parsed.sha256.clone());
    let already = applied_batch_of_file(db, &sha256).await?;
    let plan = plan(db, parsed, options, decisions).await?;
    Ok(plan.into_preview(file_name, sha256, already).1)
}

/// What applying did.
#[derive(Debug, Serialize)]
pub struct Applied {
    /// the import; none when there was nothing to do
    pub batch_id: Option<i64>,
    /// what was made, changed, left and asked
    #[serde(flatten)]
    pub preview: Preview,
}

/// The file itself, to be kept.
#[derive(Debug, Clone, Copy)]
pub enum Original<'f> {
    /// its bytes
    Bytes(&'f [u8]),
    /// a file on disk, kept while it is read
    Disk(&'f DiskFile),
}

impl Original<'_> {
    async fn keep(self, change: &mut Change, preview: &Preview) -> Result<(), ImportError> {
        match self {
            Original::Bytes(bytes) => {
                change.put_file(bytes, &preview.file_name).await?;
            }
            Original::Disk(file) => {
                let source = file.reader().map_err(|_| sheets::Unreadable::Inaccessible)?;
                change.put_file_from(source, &preview.sha256, &preview.file_name).await?;
            }
        }
        Ok(())
    }
}

/// Applies a file in one transaction and commits it; when there is nothing to write, nothing is.
///
/// # Errors
/// [`ImportError`]; nothing has happened then.
pub async fn apply(
    mut change: Change,
    parsed: Parsed,
    original: Original<'_>,
    options: &Options,
    decisions: &Decisions,
) -> Result<Applied, ImportError> {
    let (file_name, sha256) = (parsed.file_name.clone(), parsed.sha256.clone());
    let already = applied_batch_of_file(&mut change, &sha256).await?;
    let plan = plan(&mut change, parsed, options, decisions).await?;
    let (writing, preview) = plan.into_preview(file_name, sha256, already);
    if preview.is_no_op() {
        return Ok(Applied { batch_id: None, preview });
    }
    original.keep(&mut change, &preview).await?;
    let batch = writing.write(&mut change, &preview).await?;
    let batch_id = Some(batch.id);
    let said = ImportApplied { sentence: labels::applied(preview.kind_name, &batch), batch_id: batch.id };
    change.commit(&said).await?;
    Ok(Applied { batch_id, preview })
}

/// History: a file was imported.
#[derive(Debug, Clone)]
struct ImportApplied {
    batch_id: i64,
    sentence: String,
}

impl Happening for ImportApplied {
    fn kind(&self) -> &'static str {
        "import.applied"
    }

    fn subject(&self) -> Artefact {
        Artefact { kind: "import_batch", id: self.batch_id }
    }

    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}

async fn plan(
    db: &mut impl Reads,
    parsed: Parsed,
    options: &Options,
    decisions: &Decisions,
) -> Result<Plan, ImportError> {
    let year = year_of(&parsed, options)?;
    let world = World::load(db, year).await?;
    let mut resolver = Resolver::new(world, options.create_missing, decisions);
    resolver.create_people |= parsed.kind.is_list_of_people();
    for discrepancy in parsed.discrepancies {
        resolver.findings.tell(discrepancy);
    }
    let place = Place::sheet(parsed.sheets.first().map_or("", String::as_str));
    resolver.school(parsed.school_name.as_deref(), &parsed.school_at);
    let mut tally = Tally { rows_read: parsed.rows_read, left_out: parsed.left_out, ..Tally::default() };
    let facts = if parsed.kind.needs_year() && !resolver.year(&place) {
        tally.waiting += parsed.content.len();
        Facts::Nothing
    } else {
        let of_whole_classes = parsed.kind == Kind::ClassYearSheet;
        facts(db, &mut resolver, (parsed.content, of_whole_classes), options.today, &mut tally).await?
    };
    let (mut facts, mut made) = (facts, std::mem::take(&mut resolver.made));
    if let Some(used) = facts.used(&made) {
        made.keep_used(&used);
    }
    if tally.created == 0 && tally.changed == 0 && made.is_empty_frame() {
        made = Made { aliases: made.aliases, names: made.names, ..Made::default() };
    }
    let findings: Findings = std::mem::take(&mut resolver.findings);
    let (discrepancies, questions) = findings.into_parts();
    Ok(Plan { kind: parsed.kind, year, sheets: parsed.sheets, made, facts, tally, discrepancies, questions })
}

/// The school year of the facts: what the file says, what a person has chosen, or what the dates in the file show.
fn year_of(parsed: &Parsed, options: &Options) -> Result<SchoolYear, Refusal> {
    let chosen = options.school_year.map(SchoolYear);
    if let (Some(in_file), Some(chosen)) = (parsed.year, chosen)
        && in_file != chosen
    {
        return Err(Refusal::OtherYear { in_file, chosen });
    }
    let shown = || parsed.content.latest_day().map(SchoolYear::containing);
    match parsed.year.or(chosen).or_else(shown) {
        Some(year) => Ok(year),
        None if parsed.kind.needs_year() => Err(Refusal::NoYear),
        None => Ok(SchoolYear::containing(options.today)),
    }
}

async fn facts(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    (content, of_whole_classes): (Content, bool),
    today: NaiveDate,
    tally: &mut Tally,
) -> store::Result<Facts> {
    Ok(match content {
        Content::PeriodMarks(marks) => {
            Facts::PeriodMarks(period_marks::plan(db, resolver, (marks, of_whole_classes), tally).await?)
        }
        Content::Papers(written) => {
            let mut plan = PapersPlan::default();
            for paper in written {
                papers::plan(db, resolver, paper, &mut plan, tally).await?;
            }
            Facts::Papers(plan)
        }
        Content::Journal { read, sheet } => {
            let plan = journal::plan(db, resolver, read, &sheet, tally).await?;
            Facts::Journal(Box::new(plan))
        }
        Content::Students(written) => Facts::Students(rolls::students::plan(db, resolver, written, tally).await?),
        Content::Staff(written) => Facts::Staff(rolls::staff::plan(db, resolver, written, today, tally).await?),
        Content::Exams { exam, results } => Facts::Exams(exams::plan(db, resolver, exam, results, tally).await?),
        Content::Achievements(written) => Facts::Achievements(achievements::plan(db, resolver, written, tally).await?),
    })
}

/// The part of a plan that is carried out.
struct Writing {
    kind: Kind,
    year: SchoolYear,
    made: Made,
    facts: Facts,
}

impl Plan {
    fn into_preview(self, file_name: String, sha256: String, already_applied: Option<i64>) -> (Writing, Preview) {
        let tally = self.tally;
        let preview = Preview {
            kind: self.kind.code(),
            kind_name: self.kind.name(),
            file_name,
            sha256,
            sheets: self.sheets,
            school_year: self.year.0,
            rows_read: tally.rows_read,
            created: tally.created,
            changed: tally.changed,
            unchanged: tally.unchanged,
            waiting: tally.waiting,
            left_out: tally.left_out,
            gone: tally.gone,
            skipped: tally.unchanged + tally.waiting + tally.left_out,
            made: labels::made(&self.made),
            rows: tally.rows,
            discrepancies: self.discrepancies,
            questions: self.questions,
            already_applied,
        };
        let writing = Writing { kind: self.kind, year: self.year, made: self.made, facts: self.facts };
        (writing, preview)
    }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Writing {
    async fn write(self, change: &mut Change, preview: &Preview) -> store::Result<Batch> {
        let batch = Batch {
            id: new_id(),
            kind: self.kind.code().to_owned(),
            school_year: Some(self.year.0),
            file_sha256: preview.sha256.clone(),
            file_name: preview.file_name.clone(),
            sheet: preview.sheets.join(", "),
            state: "applied".to_owned(),
            rows_read: number(preview.rows_read),
            created_count: number(preview.created),
            changed_count: number(preview.changed),
            skipped_count: number(preview.skipped),
            applied_at: change.now(),
            applied_by: change.actor().name.clone(),
            undone_at: None,
            undone_by: None,
        };
        insert_batch(change, &batch).await?;
        let mut trail = Trail::new(batch.id);
        self.made.write(change, &mut trail).await?;
        self.facts.write(change, &mut trail).await?;
        insert_befores(change, batch.id, trail.into_befores()).await?;
        insert_discrepancies(change, batch.id, &preview.discrepancies).await?;
        Ok(batch)
    }
}

impl Facts {
    /// What the facts refer to; nothing for lists of people, which are themselves what is made.
    fn used(&mut self, made: &Made) -> Option<Used> {
        match self {
            Facts::Nothing => Some(Used::default()),
            Facts::PeriodMarks(plan) => Some(plan.used()),
            Facts::Papers(plan) => Some(plan.used()),
            Facts::Journal(plan) => (!made.is_nothing()).then(|| plan.used()),
            Facts::Exams(plan) => Some(plan.used()),
            Facts::Achievements(plan) => Some(plan.used()),
            Facts::Students(_) => Some(made.of_list()),
            Facts::Staff(_) => None,
        }
    }

    async fn write(self, change: &mut Change, trail: &mut Trail) -> store::Result<()> {
        match self {
            Facts::Nothing => Ok(()),
            Facts::PeriodMarks(plan) => plan.write(change, trail).await,
            Facts::Papers(plan) => plan.write(change, trail).await,
            Facts::Journal(plan) => plan.write(change, trail).await,
            Facts::Students(plan) => plan.write(change, trail).await,
            Facts::Staff(plan) => plan.write(change, trail).await,
            Facts::Exams(plan) => plan.write(change, trail).await,
            Facts::Achievements(plan) => plan.write(change, trail).await,
        }
    }
}
