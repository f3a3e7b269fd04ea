//! The links that open the live page.

use super::server::read;
use super::{RecordsDatabase, contract};
use crate::operations::links::{LinkKind, hash, make_link, revoke_link};

contract! { crate::contract::exhibition:
    link_is_kept_as_its_hash
    newer_link_ends_the_one_before
    revoked_link_is_gone
}

/// Returns what a running server holds against links of a kind.
fn kept(db: &impl RecordsDatabase, kind: LinkKind) -> Option<Vec<u8>> {
    let published = read(db, |tx| tx.published());
    published.secrets.get(&kind.hash_name()).cloned()
}

fn link_is_kept_as_its_hash(db: &mut impl RecordsDatabase) {
    let secret = make_link(db.database(), LinkKind::Wall).unwrap();
    assert_eq!(secret.len(), 32, "128 bits");
    assert_eq!(kept(db, LinkKind::Wall), Some(hash(&secret).to_vec()));
    assert_eq!(kept(db, LinkKind::Desk), None);
}

fn newer_link_ends_the_one_before(db: &mut impl RecordsDatabase) {
    let desk = make_link(db.database(), LinkKind::Desk).unwrap();
    let older = make_link(db.database(), LinkKind::Wall).unwrap();
    let newer = make_link(db.database(), LinkKind::Wall).unwrap();
    assert_ne!(older, newer);
    assert_eq!(kept(db, LinkKind::Wall), Some(hash(&newer).to_vec()));
    assert_eq!(kept(db, LinkKind::Desk), Some(hash(&desk).to_vec()));
}

fn revoked_link_is_gone(db: &mut impl RecordsDatabase) {
    let desk = make_link(db.database(), LinkKind::Desk).unwrap();
    make_link(db.database(), LinkKind::Wall).unwrap();
    assert!(revoke_link(db.database(), LinkKind::Wall).unwrap());
    assert_eq!(kept(db, LinkKind::Wall), None);
    assert_eq!(kept(db, LinkKind::Desk), Some(hash(&desk).to_vec()));
    assert!(!revoke_link(db.database(), LinkKind::Wall).unwrap());
}
