use std::fmt::Display;
use std::io::Write;

/// Prints a line. Whoever reads the output may stop reading (`vsoko indicators | head`): that is no failure.
pub(crate) fn say(text: impl Display) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Tells whoever sits at the terminal something that does not belong to the answer.
pub(crate) fn note(text: impl Display) {
    let mut err = std::io::stderr().lock();
    let _ = writeln!(err, "{text}").and_then(|()| err.flush());
}
