//! Times what the pages ask for, inside one process: `timings DATA_FOLDER SCHOOL_YEAR`. Prints the median of several runs.
//! A correction of a mark is rolled back, so the data stay as they were.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use analyse::engine::{self, Asked};
use chrono::{DateTime, NaiveDate, Utc};
use collect::imports::{self, MarkPlace};
use formula::Dimension;
use ledger::{Actor, Change};
use publish::self_evaluation::{self, Edition, Format};
use school::Mark;
use store::{Reads, Store, args};

const RUNS: usize = 7;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(year)) = (arguments.next(), arguments.next()) else {
        return Err("timings DATA_FOLDER SCHOOL_YEAR".into());
    };
    let year: i64 = year.parse()?;
    let store = match std::env::var("VSOKO_DATABASE_URL") {
        Ok(url) => Store::open(&url).await?,
        Err(_) => Store::open(&Path::new(&folder).join("vsoko.sqlite").to_string_lossy()).await?,
    };
    store.migrate(&server::composition::schema()).await?;
    indicators(&store, year).await?;
    counters(&store, year).await?;
    correction(&store, year).await?;
    report(&store, year).await?;
    store.close().await;
    Ok(())
}

fn told(what: &str, mut times: Vec<Duration>, note: &str) {
    times.sort_unstable();
    let median = times[times.len() / 2];
    println!("  {what:<62} {:.2} ms{note}", median.as_secs_f64() * 1000.0);
}

async fn indicators(store: &Store, year: i64) -> Result<(), Box<dyn Error>> {
    let asked = Asked::whole(year, day(year + 1, 5, 31));
    let (mut times, mut count) = (Vec::new(), 0);
    for _ in 0..RUNS {
        let began = Instant::now();
        count = engine::recalculate_everything(store, &asked).await?;
        times.push(began.elapsed());
    }
    told("all indicators of all packs at all breakdowns", times, &format!(", {count} outcomes"));
    let by = [Dimension::Class, Dimension::Subject, Dimension::Term].to_vec();
    let cells = asked.codes(["school.good_mark_rate"]).by(by);
    let (mut times, mut count) = (Vec::new(), 0);
    for _ in 0..RUNS {
        let began = Instant::now();
        count = engine::recalculate_within(&mut store.clone(), &cells).await?.outcomes.len();
        times.push(began.elapsed());
    }
    told("one indicator by class, subject and term", times, &format!(", {count} outcomes"));
    engine::recalculate(store, &cells).await?;
    let (mut times, mut count) = (Vec::new(), 0);
    for _ in 0..RUNS {
        let began = Instant::now();
        count = engine::recalculate(store, &cells).await?.outcomes.len();
        times.push(began.elapsed());
    }
    told("the same asked again before anything has changed", times, &format!(", {count} outcomes"));
    Ok(())
}

async fn counters(store: &Store, year: i64) -> Result<(), Box<dyn Error>> {
    let (mut times, mut count) = (Vec::new(), 0);
    for _ in 0..RUNS {
        let began = Instant::now();
        count = imports::tallies(&mut store.clone(), year).await?.len();
        times.push(began.elapsed());
    }
    told("class × subject × term × mark from the kept counters", times, &format!(", {count} counters"));
    let sql = "SELECT t.class_group_id, t.subject_id, t.term FROM journal_tally t WHERE t.school_year = $1 LIMIT 1";
    let Some((class, subject, term)): Option<(i64, i64, String)> = store.clone().row(sql, args![year]).await? else {
        return Ok(());
    };
    let cell = "SELECT mark, mark_count, weight_sum FROM journal_tally WHERE school_year = $1 AND term = $2
        AND class_group_id = $3 AND subject_id = $4 ORDER BY mark";
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = Instant::now();
        let _: Vec<(i64, i64, i64)> = store.clone().rows(cell, args![year, term.as_str(), class, subject]).await?;
        times.push(began.elapsed());
    }
    told("the counters of one class, subject and term", times, "");
    Ok(())
}

async fn correction(store: &Store, year: i64) -> Result<(), Box<dyn Error>> {
    let sql = "SELECT student_id, subject_id, given_on, ordinal, mark FROM journal_mark WHERE school_year = $1 LIMIT 1";
    let found: Option<(i64, i64, NaiveDate, i64, i64)> = store.clone().row(sql, args![year]).await?;
    let Some((student_id, subject_id, given_on, ordinal, mark)) = found else { return Ok(()) };
    let place = MarkPlace { school_year: year, student_id, subject_id, given_on, ordinal };
    let other = if mark == 5 { Mark::Four } else { Mark::Five };
    let now: DateTime<Utc> = DateTime::UNIX_EPOCH;
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let mut change = Change::begin(store, Actor::program("timings"), now, day(year + 1, 5, 31)).await?;
        let began = Instant::now();
        imports::correct_mark(&mut change, &place, other).await?;
        times.push(began.elapsed());
    }
    told("one corrected mark and its counters", times, "");
    Ok(())
}

async fn report(store: &Store, year: i64) -> Result<(), Box<dyn Error>> {
    let today = day(year + 1, 4, 1);
    let began = Instant::now();
    let content = self_evaluation::current_content(&mut store.clone(), year, today).await?;
    told("content of the self-evaluation report", vec![began.elapsed()], "");
    let edition = Edition::draft(content, today);
    for (name, format) in [("DOCX", Format::Docx), ("PDF", Format::Pdf), ("HTML", Format::Html)] {
        let (mut times, mut size) = (Vec::new(), 0);
        for _ in 0..RUNS {
            let began = Instant::now();
            size = self_evaluation::render(&edition, format)?.len();
            times.push(began.elapsed());
        }
        told(&format!("report as {name}"), times, &format!(", {size} bytes"));
    }
    Ok(())
}

fn day(year: i64, month: u32, number: u32) -> NaiveDate {
    let year = i32::try_from(year).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, month, number).unwrap_or_default()
}
