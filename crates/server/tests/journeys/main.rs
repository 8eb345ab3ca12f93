//! A person, a browser, the real program: whole ways through the cycle. Chromium and its driver must be installed
//! (`make setup-tests`); without them these tests fail and say so.

mod browser;
mod driver;
mod files;
mod person;
mod program;

mod cycle;
mod doors;
mod keyboard;
mod looks;
mod refusals;
