//! The pages of the hall: the invitation, the first page, the way back.

super::keys! {
    AttractTouch = "attract-touch",
    Back = "back",
    HomeTitle = "home-title",
    HomeBooths = "home-booths",
}
