//! Speed and memory of the measurement library: estimation only, on invented data of known parameters.
//!
//!     cargo run --release -p measure_cli --example measure_bench
//!
//! Each line is a process of its own, so that its peak of memory is its own. Figures, no verdicts.

mod data;

use std::hint::black_box;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use measure::classical::{MissingAnswers, analyse};
use measure::latent::marginal::{MarginalModel, MarginalSettings, fit_marginal};
use measure::latent::{
    AbilityMethod, ConditionalModel, Identification, abilities, fit_conditional, item_fit, person_fit,
};
use measure::mixed::{Column, Criterion, Formula, fit_mixed};

const PERSONS: [usize; 3] = [1_000, 20_000, 200_000];
const CLASSICAL: &str = "classical analysis";
const RASCH: &str = "Rasch, conditional: errors, fit, abilities";
const TWO_PARAMETERS: &str = "2PL, marginal: errors";
const MIXED: &str = "mixed model, 2,972 and 1,128 crossed levels";

/// What is timed, and for how many persons (or rows).
const TASKS: &[(&str, &[usize])] =
    &[(CLASSICAL, &PERSONS), (RASCH, &PERSONS), (TWO_PARAMETERS, &PERSONS), (MIXED, &[73_000])];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => all(),
        [task, size] => match size.parse() {
            Ok(size) => one(task, size),
            Err(_) => ExitCode::from(2),
        },
        _ => ExitCode::from(2),
    }
}

/// Every task in a process of its own.
fn all() -> ExitCode {
    let Ok(program) = std::env::current_exe() else { return ExitCode::FAILURE };
    println!(
        "  {:<52} {:>9} {:>11} {:>11} {:>13} {:>8}",
        "", "n", "median, ms", "fastest, ms", "processor, ms", "peak, MB"
    );
    for (task, sizes) in TASKS {
        for size in *sizes {
            let outcome = Command::new(&program).args([*task, &size.to_string()]).status();
            if !outcome.is_ok_and(|status| status.success()) {
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn one(task: &str, size: usize) -> ExitCode {
    let (mut times, processor) = match task {
        CLASSICAL => classical(size),
        RASCH => rasch(size),
        TWO_PARAMETERS => two_parameters(size),
        MIXED => mixed(size),
        _ => return ExitCode::from(2),
    };
    times.sort_unstable();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let (median, fastest) = (milliseconds(times[times.len() / 2]), milliseconds(times[0]));
    let peak = peak_megabytes();
    println!("  {task:<52} {size:>9} {median:>11.2} {fastest:>11.2} {processor:>13.2} {peak:>8.0}");
    ExitCode::SUCCESS
}

fn classical(persons: usize) -> (Vec<Duration>, f64) {
    let responses = data::test_paper(persons);
    times(|| analyse(&responses, MissingAnswers::Pairwise).expect("an analysis"))
}

fn rasch(persons: usize) -> (Vec<Duration>, f64) {
    let responses = data::test_paper(persons);
    times(|| {
        let fit = fit_conditional(&responses, ConditionalModel::Rasch, &Identification::SumZero).expect("a fit");
        let errors: Vec<Vec<f64>> = (0..responses.items()).map(|item| fit.errors(item)).collect();
        let of_items = item_fit(fit.items(), &responses, AbilityMethod::Mle).expect("fit of items");
        let of_persons = person_fit(fit.items(), &responses, AbilityMethod::Mle).expect("fit of persons");
        let abilities = abilities(fit.items(), &responses, AbilityMethod::Wle).expect("abilities");
        (errors, of_items, of_persons, abilities)
    })
}

/// 61 nodes on [−6, 6], on as many threads as there are processors; the answer does not depend on their number.
fn two_parameters(persons: usize) -> (Vec<Duration>, f64) {
    let responses = data::test_paper(persons);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let settings = MarginalSettings { threads, ..MarginalSettings::new(MarginalModel::GeneralisedPartialCredit) };
    times(|| fit_marginal(&responses, &settings).expect("a fit"))
}

/// y ~ x + (1 | student) + (1 | teacher) by REML.
fn mixed(rows: usize) -> (Vec<Duration>, f64) {
    let data = data::ratings(rows, 2_972, 1_128);
    let column = |numbers: &[f64]| Column::of_numbers(numbers.iter().copied());
    let words = |codes: &[usize]| Column::of_words(codes.iter());
    let (y, x) = (column(&data.y), column(&data.x));
    let (students, teachers) = (words(&data.students), words(&data.teachers));
    let table = [("y", &y), ("x", &x), ("student", &students), ("teacher", &teachers)];
    let formula: Formula = "y ~ x + (1 | student) + (1 | teacher)".parse().expect("a formula");
    times(|| fit_mixed(&formula, &table, Criterion::Restricted).expect("a fit"))
}

/// Times of at least three runs, and of as many as fit into two seconds; and the time on processors of a run, in
/// milliseconds, all threads together: it says more where the machine is busy with other things.
fn times<T>(mut run: impl FnMut() -> T) -> (Vec<Duration>, f64) {
    let (begin, before) = (Instant::now(), processor_milliseconds());
    let mut times = Vec::new();
    while times.len() < 3 || (begin.elapsed() < Duration::from_secs(2) && times.len() < 10_000) {
        let start = Instant::now();
        black_box(run());
        times.push(start.elapsed());
    }
    let processor = (processor_milliseconds() - before) / times.len() as f64;
    (times, processor)
}

/// What this process used so far, in hundredths of a second as the system counts; 0 where the system does not tell.
fn processor_milliseconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // the name of the program, in parentheses, may hold spaces
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: f64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    ticks * 10.0
}

/// The greatest resident memory of this process; 0 where the system does not tell.
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: f64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0.0);
    kilobytes / 1024.0
}
