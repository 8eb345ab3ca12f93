//! The binary: the only crate that sees all the others. It lists what they offer, reads the clock, answers the command
//! line and serves pages. There should be no rule of the school's work in here.

mod check;
mod cli;
mod clock;
pub mod composition;
mod data_folder;
pub mod demo;
mod home;
mod import;
mod indicators;
mod keeping;
mod labels;
pub mod layers;
mod logs;
mod queries;
mod reminders;
mod report;
mod serve;
mod terminal;
mod trouble;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use cli::{Cli, Command};
use data_folder::DataFolder;
use trouble::Trouble;

/// Runs the program with these arguments. Exit codes: 0 done, 1 failure, 2 refused input.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(fault) => return cli::refuse(&fault),
    };
    logs::start(&cli);
    let threads = std::thread::available_parallelism().map_or(2, usize::from).min(4);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(obey(cli)),
        Err(cause) => Err(Trouble::failure(labels::no_threads(&cause))),
    };
    match outcome {
        Ok(code) => code,
        Err(trouble) => trouble.tell(),
    }
}

async fn obey(cli: Cli) -> Result<ExitCode, Trouble> {
    let folder = DataFolder::new(cli.data);
    match cli.command {
        Command::Serve(wish) => serve::serve(&folder, &wish).await,
        Command::Backup(wish) => keeping::backup(&folder, &wish).await,
        Command::Restore(wish) => keeping::restore(&folder, &wish).await,
        Command::Verify(wish) => keeping::verify(&wish).await,
        Command::Demo(wish) => demo::demo(&folder, &wish).await,
        Command::Import(wish) => import::import(&folder, &wish).await,
        Command::Indicators(wish) => indicators::indicators(&folder, &wish).await,
        Command::Report(wish) => report::report(&folder, &wish).await,
        Command::Digest(wish) => reminders::digest(&folder, &wish).await,
        Command::Explain(wish) => indicators::explain(&folder, &wish).await,
        Command::Measure(wish) => measure(&wish),
        Command::Check(wish) => {
            let has_errors = check::print_findings(&folder, &wish).await?;
            return Ok(if has_errors { ExitCode::FAILURE } else { ExitCode::SUCCESS });
        }
    }?;
    Ok(ExitCode::SUCCESS)
}

/// The measurement library on plain CSV: needs no data folder.
fn measure(wish: &measure_cli::Measure) -> Result<(), Trouble> {
    let answer = measure_cli::answer(wish).map_err(|refusal| Trouble::refusal(refusal.to_string()))?;
    terminal::say(answer);
    Ok(())
}
