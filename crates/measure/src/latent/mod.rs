mod identification;
mod items;
mod model_choice;

pub use identification::Identification;
pub use items::{CategoryLink, ItemMoments, ItemParameters, NotAnItem};
pub use model_choice::{InformationCriteria, LikelihoodRatio, likelihood_ratio};
