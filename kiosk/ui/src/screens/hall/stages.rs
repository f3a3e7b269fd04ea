//! The stages of a product's life: their order, and what they are called.

use shared::catalogue::{Booth, LifeCycleStage};
use texts::Key;

/// All of them, in the order of a product's life.
pub(super) const ALL: [LifeCycleStage; 5] = [
    LifeCycleStage::Materials,
    LifeCycleStage::Production,
    LifeCycleStage::Distribution,
    LifeCycleStage::Use,
    LifeCycleStage::Disposal,
];

/// Whether a booth does something for sustainability at a stage.
pub(super) fn practised(booth: &Booth, stage: LifeCycleStage) -> bool {
    booth.practices.iter().any(|one| one.stage == stage)
}

/// What a stage is called.
pub(super) fn key(stage: LifeCycleStage) -> Key {
    match stage {
        LifeCycleStage::Materials => Key::StageMaterials,
        LifeCycleStage::Production => Key::StageProduction,
        LifeCycleStage::Distribution => Key::StageDistribution,
        LifeCycleStage::Use => Key::StageUse,
        LifeCycleStage::Disposal => Key::StageDisposal,
    }
}
