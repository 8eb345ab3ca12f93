//! A form that comes again after somebody else has saved.

use web::forms::Fields;

/// The form again, as an answer to the version that is stored now: whoever sends it has read what the other changed.
pub(crate) fn renewed(fields: &Fields, version: i64) -> Fields {
    let mut renewed = Fields::empty();
    let names: Vec<String> = fields.names().map(str::to_owned).collect();
    for name in names.iter().filter(|name| *name != "version") {
        renewed = fields.all(name).into_iter().fold(renewed, |renewed, value| renewed.with(name, value));
    }
    for error in fields.errors() {
        renewed.refuse(&error.name, error.message.clone());
    }
    renewed.with("version", version)
}
