use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::cli::{Cli, Command};

/// What is logged: `VSOKO_LOG=debug`.
const FILTER: &str = "VSOKO_LOG";

/// The server says what happens; other commands speak only of trouble. Logs go to the standard error.
pub(crate) fn start(cli: &Cli) {
    let usual = if matches!(cli.command, Command::Serve(_)) {
        "info,sqlx=error,memory_serve=warn,usvg=error"
    } else {
        "warn,sqlx=error,usvg=error"
    };
    let filter = EnvFilter::try_from_env(FILTER).unwrap_or_else(|_| EnvFilter::new(usual));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_ansi(std::io::stderr().is_terminal());
    // A second start happens in tests only, and the first one stays.
    let _ = if cli.log_json { log.json().try_init() } else { log.try_init() };
}
