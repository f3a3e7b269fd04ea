//! The craft villages, and what sustainable production means at each stage of a product's life.

super::keys! {
    VillagesTitle = "villages-title",
    VillageBooths = "village-booths",
    VillageArtisans = "village-artisans",
    LifeCycleTitle = "life-cycle-title",
    LifeCycleInvite = "life-cycle-invite",
    LifeCycleIntro = "life-cycle-intro",
    LifeCycleMaterials = "life-cycle-materials",
    LifeCycleProduction = "life-cycle-production",
    LifeCycleDistribution = "life-cycle-distribution",
    LifeCycleUse = "life-cycle-use",
    LifeCycleDisposal = "life-cycle-disposal",
    LifeCycleBooths = "life-cycle-booths",
}
