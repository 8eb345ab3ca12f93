//! «Показатели и нормы»: the packs in force, each indicator with its formula in words, levels and norm, and the settings
//! that the school may change.
//!
//! Packs are data and are checked against the populations that a later stage knows; whoever has the checked catalogue
//! gives it to [`routes`].

mod labels;
mod own;
mod pages;
mod settings_form;

use access::{May, Routes};
use formula::Catalogue;

pub use own::{own_settings, own_thresholds, setting_key, threshold_key};

/// How to get the checked packs.
pub type CatalogueOf = fn() -> &'static Catalogue;

/// The addresses of this feature.
#[must_use]
pub fn routes(catalogue: CatalogueOf) -> Routes {
    Routes::new()
        .page("/plan/indicators", May::ReadIndicators, move |cx| pages::list(cx, catalogue))
        .page("/plan/indicators/settings", May::EditSettings, move |cx| settings_form::edit(cx, catalogue))
        .action("/plan/indicators/settings", May::EditSettings, move |cx, sent| {
            settings_form::save(cx, sent, catalogue)
        })
        .page("/plan/indicators/{pack}", May::ReadIndicators, move |cx, pack| pages::show(cx, pack, catalogue))
}
