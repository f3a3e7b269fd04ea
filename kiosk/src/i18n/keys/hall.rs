//! The pages of the hall: the invitation, the first page, the ways back.

super::keys! {
    AttractTouch = "attract-touch",
    Back = "back",
    Home = "home",
    HomeTitle = "home-title",
    HomeBooths = "home-booths",
    HomeBoothsNote = "home-booths-note",
    HomeMap = "home-map",
    HomeMapNote = "home-map-note",
    HomeProgramme = "home-programme",
    HomeProgrammeNote = "home-programme-note",
    HomeVillages = "home-villages",
    HomeVillagesNote = "home-villages-note",
    HomeNetwork = "home-network",
    HomeNetworkNote = "home-network-note",
    HomeStamps = "home-stamps",
    HomeStampsNote = "home-stamps-note",
    OnTitle = "on-title",
    OnInMinutes = "on-in-minutes",
    OnNone = "on-none",
}
