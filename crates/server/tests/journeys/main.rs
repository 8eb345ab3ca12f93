//! A person, a browser, the real program: whole ways through the cycle. Chromium and its driver must be installed
//! (`make setup-tests`); without them these tests fail and say so.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed journey")]

mod browser;
mod driver;
mod files;
mod person;
mod program;

mod cycle;
mod doors;
mod effect;
mod keyboard;
mod looks;
mod refusals;
mod roles;
mod together;
