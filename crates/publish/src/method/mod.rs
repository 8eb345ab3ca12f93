//! «Методика расчёта»: every measure behind the indicators with its source, and every indicator with its formula, base
//! and norm. Generated from the registry of measures and from the packs, so that it cannot differ from what is computed.

use access::{Cx, May, Routes};
use analyse::engine::catalogue;
use formula::{Indicator, Pack, Request};
use web::{Page, Reply, Stage};

use crate::labels;

/// The address of this page.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().page("/publish/method", May::ReadPublished, show)
}

/// An indicator in words.
struct IndicatorRow {
    code: String,
    name: String,
    formula: String,
    base_rule: String,
}

/// A pack with its indicators.
struct PackPart {
    name: String,
    version: String,
    source: String,
    indicators: Vec<IndicatorRow>,
}

#[derive(askama::Template)]
#[template(path = "method/show.html")]
struct MethodPage {
    measures: &'static [measure::Measure],
    packs: Vec<PackPart>,
}

async fn show(cx: Cx) -> Reply {
    let request = Request::whole(cx.year().await?, cx.today());
    let packs = catalogue().packs().iter().filter(|pack| !pack.indicators.is_empty());
    let body = MethodPage { measures: measure::registry(), packs: packs.map(|pack| part(pack, &request)).collect() };
    cx.page(Page::new(labels::METHOD).stage(Stage::Publish).body(body)).await
}

fn part(pack: &Pack, request: &Request) -> PackPart {
    PackPart {
        name: pack.name.clone(),
        version: pack.version.clone(),
        source: pack.source.clone(),
        indicators: pack.indicators.iter().map(|indicator| row(indicator, request)).collect(),
    }
}

fn row(indicator: &Indicator, request: &Request) -> IndicatorRow {
    let words = catalogue().explain(&indicator.code, request).map(|explained| explained.formula);
    IndicatorRow {
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        formula: words.unwrap_or_else(|_| indicator.formula.clone()),
        base_rule: indicator.base_rule.clone(),
    }
}
