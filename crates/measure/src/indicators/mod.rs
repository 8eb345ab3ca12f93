//! Indicators of marks, students, test papers and their scales.

pub(crate) mod change_in_points;
pub(crate) mod cut_scores;
pub(crate) mod good_mark_rate;
pub(crate) mod item_band;
pub(crate) mod item_facility;
pub(crate) mod mark_agreement;
pub(crate) mod mark_scale;
pub(crate) mod mean_mark;
pub(crate) mod pass_rate;
pub(crate) mod ratio_to_previous;
pub(crate) mod scale_history;
pub(crate) mod score_distribution;
pub(crate) mod simonov_index;
pub(crate) mod student_standing;
pub(crate) mod weighted_mean_mark;

pub use change_in_points::change_in_points;
pub use cut_scores::{CutScores, ScaleFault};
pub use good_mark_rate::good_mark_rate;
pub use item_band::{ItemBand, ItemBandRule, ItemLevel, item_band};
pub use item_facility::{ItemPoints, PointsOutside};
pub use mark_agreement::{MarkAgreement, is_wide_gap};
pub use mark_scale::MarkScale;
pub use mean_mark::mean_mark;
pub use pass_rate::pass_rate;
pub use ratio_to_previous::ratio_to_previous;
pub use scale_history::{HistoryFault, ScaleHistory};
pub use score_distribution::{ScoreBar, ScoreDistribution, ScoreOutside};
pub use simonov_index::{CannotWeigh, SimonovWeights, simonov_index};
pub use student_standing::{StudentStanding, StudentStandings, student_standing};
pub use weighted_mean_mark::weighted_mean_mark;
