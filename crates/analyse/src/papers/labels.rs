//! The Russian words of assessed papers.

use measure::{ItemBand, ItemLevel};

pub(super) const PAGE: &str = "Всероссийские проверочные работы";

pub(super) fn level(level: ItemLevel) -> &'static str {
    match level {
        ItemLevel::Base => "базовый",
        ItemLevel::Raised => "повышенный",
        ItemLevel::High => "высокий",
    }
}

pub(super) fn band(band: ItemBand) -> &'static str {
    match band {
        ItemBand::Sufficient => "достаточно",
        ItemBand::Uncertain => "вывод не делается",
        ItemBand::Insufficient => "недостаточно, требует проверки",
    }
}

/// The tone of the band's tag.
pub(super) fn tone(band: ItemBand) -> &'static str {
    match band {
        ItemBand::Sufficient => "done",
        ItemBand::Uncertain => "plain",
        ItemBand::Insufficient => "caution",
    }
}
