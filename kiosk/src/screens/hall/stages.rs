//! The stages of a product's life: their order, and what they are called.

use shared::catalogue::LifeCycleStage;

use crate::i18n::Key;

/// All of them, in the order of a product's life.
pub(super) const ALL: [LifeCycleStage; 5] = [
    LifeCycleStage::Materials,
    LifeCycleStage::Production,
    LifeCycleStage::Distribution,
    LifeCycleStage::Use,
    LifeCycleStage::Disposal,
];

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
