//! The keys of the keyboard on the glass that are no letters.

super::keys! {
    KeySpace = "key-space",
    KeyRubOut = "key-rub-out",
    KeyDone = "key-done",
    KeyTelex = "key-telex",
    KeyVni = "key-vni",
    KeyPlain = "key-plain",
}
