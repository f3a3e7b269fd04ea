//! What seeds have found: each a fault that was there, by the fewest steps that showed it.

use super::shrink::fault;
use super::step::Fate::{AnswerLate, AnswerLost, Answered, Repeated, RequestLate};
use super::step::Restored::{Blocks, Database, Folder};
use super::step::Step::{self, *};
use super::venue::Venue;

fn holds(steps: &[Step]) {
    let fault = fault(steps);
    assert!(fault.is_none(), "{}", fault.unwrap_or_default());
}

#[test]
fn seed_26_forgotten_quarantine_reaches_doors() {
    holds(&[
        Scan(0, 6),
        Push(0, Answered),
        BackedUp,
        Quarantined(0),
        Sync(0),
        Restore(0, Blocks),
    ]);
}

#[test]
fn seed_110_forgotten_quarantine_outlives_mark() {
    holds(&[
        Scan(0, 2),
        BackedUp,
        Sync(0),
        Quarantined(0),
        Sync(0),
        Restore(0, Database),
    ]);
}

#[test]
fn seed_49_renamed_annulment_frees_record_of_original() {
    holds(&[Cloned(2), Scan(3, 7), Scan(3, 5), Scan(2, 2), Annul(3, 1)]);
}

#[test]
fn seed_74_annulment_takes_ticket_of_clone_alone() {
    holds(&[Cloned(1), Cloned(3), Scan(1, 0), Annul(1, 0), Scan(3, 2)]);
}

#[test]
fn seed_262_annulment_leaves_walk_in_of_clone() {
    holds(&[
        Cloned(0),
        Scan(0, 5),
        Cloned(0),
        Override(3, 15),
        Annul(0, 0),
    ]);
}

#[test]
fn seed_93_copy_learns_corrected_time() {
    holds(&[PowerCut(2, 8), Exit(2, 7), Cloned(2)]);
}

#[test]
fn seed_161_lost_event_stays_known_at_doors() {
    holds(&[
        Imaged(2),
        Scan(2, 7),
        Cloned(0),
        Push(2, RequestLate),
        BackedUp,
        Late(2),
        SetBack(2, 0),
        Sync(0),
        Restore(0, Blocks),
    ]);
}

#[test]
fn seed_561_acknowledgement_of_another_record_is_noticed() {
    holds(&[
        Imaged(1),
        Cloned(2),
        BackedUp,
        Scan(1, 1),
        Cloned(1),
        Push(4, Answered),
        Restore(0, Blocks),
        SetBack(1, 0),
        Scan(1, 6),
    ]);
}

#[test]
fn seed_5759_released_and_retimed_record_is_told() {
    holds(&[
        Wait(17_390_336),
        Killed(1),
        Scan(1, 2),
        Push(1, AnswerLate),
        Wait(14_116_707),
        Killed(1),
        Quarantined(1),
        Scan(1, 1),
        Sync(2),
    ]);
}

#[test]
fn flipped_bit_of_sent_record_costs_no_other() {
    holds(&[
        Scan(0, 1),
        Sync(0),
        BitFlipped(0, 9),
        Scan(0, 2),
        Killed(0),
        Scan(0, 3),
    ]);
}

#[test]
fn seed_278_all_acknowledged_records_of_fork_are_kept() {
    holds(&[
        Cloned(2),
        Cloned(2),
        Scan(3, 4),
        BackedUp,
        Scan(3, 10),
        Scan(2, 9),
        Push(3, Answered),
        Restore(0, Blocks),
        Exit(2, 6),
    ]);
}

#[test]
fn seed_280_record_of_clone_is_no_damage() {
    let mut venue = Venue::open();
    for step in [
        Cloned(0),
        Scan(0, 1),
        Scan(3, 2),
        Push(0, Answered),
        TicketIssued,
        Push(3, Answered),
        TicketIssued,
    ] {
        venue.take(step);
    }
    let checked = venue.server.change(|db| db.check()).unwrap();
    assert!(checked.faults.is_empty(), "{checked:?}");
}

#[test]
fn seed_934_party_let_in_twice_returns() {
    holds(&[Part(0, 0, 0), Override(2, 8), Part(2, 0, 0), Part(1, 0, 0)]);
}

#[test]
fn seed_4679_annulment_reaches_disk_that_knows_record_by_older_name() {
    holds(&[
        Cloned(92),
        BackedUp,
        Exit(90, 73),
        Exit(132, 91),
        Scan(47, 137),
        Exit(30, 80),
        Cloned(148),
        Push(193, AnswerLost),
        Imaged(227),
        Sync(77),
        Restore(241, Folder),
        Annul(127, 38),
        SetBack(213, 241),
    ]);
}

#[test]
fn seed_5295_record_of_clone_in_the_same_millisecond_is_heard() {
    holds(&[
        Cloned(78),
        Cloned(54),
        PowerCut(144, 844),
        Part(49, 60, 81),
        Scan(207, 109),
        Scan(167, 38),
        PowerCut(37, -610),
        Push(29, Answered),
        Part(129, 225, 12),
        Scan(177, 106),
        Sync(199),
    ]);
}

#[test]
fn seed_5824_page_of_tickets_is_not_the_last_question() {
    holds(&[
        Feed(193, Repeated),
        Feed(249, Answered),
        Scan(129, 218),
        Sync(141),
        Sync(143),
    ]);
}

#[test]
fn disk_from_before_restore_gives_no_seat_again() {
    holds(&[
        Seat(0, 0),
        SeatsReported(0, Answered),
        SeatsReported(0, Answered),
        HallPowerCut(0, 0),
        SeatsReported(0, Answered),
        Seat(0, 0),
        Seat(0, 1),
        SeatsReported(0, Answered),
        BackedUp,
        Restore(0, Folder),
        HallSetBack(0),
        SeatsReported(0, Answered),
        Seat(0, 2),
        Seat(0, 3),
        SeatsReported(0, Answered),
        SeatsReported(0, Answered),
    ]);
}

#[test]
fn seed_15003_two_copies_pass_in_one_millisecond() {
    holds(&[
        Part(189, 56, 234),
        Late(107),
        Late(9),
        PowerCut(72, -74_177),
        Cloned(75),
        Scan(131, 40),
        RulesChanged,
        Override(216, 168),
        Scan(68, 117),
    ]);
}

#[test]
fn seed_20377_what_follows_a_fork_is_not_acknowledged() {
    holds(&[
        Cloned(68),
        BackedUp,
        Imaged(11),
        Scan(195, 108),
        Sync(75),
        Restore(75, Database),
        Scan(146, 24),
        Scan(122, 185),
        Push(162, Answered),
        Override(87, 15),
        Push(31, AnswerLost),
        SetBack(75, 233),
    ]);
}

#[test]
fn seed_22315_annulled_duplicate_takes_its_event_back() {
    holds(&[
        Cloned(188),
        BackedUp,
        Exit(150, 213),
        Override(31, 184),
        Push(139, RequestLate),
        Sync(38),
        WalkIn(247, 137),
        Cloned(215),
        Annul(134, 145),
        Push(143, Answered),
        Restore(120, Database),
        Sync(8),
    ]);
}

#[test]
fn seed_21740_seats_of_a_session_that_is_over_come_back() {
    holds(&[
        SeatsReported(136, Answered),
        Wait(522_203),
        Wait(1_139_410),
        Wait(2_997_151),
        Wait(1_462_926),
        SeatsReported(220, Answered),
        SeatsReported(127, Answered),
        BackedUp,
        Seat(67, 0),
        Wait(2_769_635),
        Wait(3_125_922),
        SeatsReported(118, Answered),
        Restore(191, Database),
    ]);
}

#[test]
fn seed_30297_annulment_reaches_the_clone_of_its_record() {
    holds(&[
        BackedUp,
        Cloned(140),
        Override(223, 26),
        WalkIn(146, 71),
        Scan(243, 80),
        Cloned(123),
        Sync(133),
        Exit(189, 69),
        Restore(67, Database),
        Annul(63, 228),
    ]);
}

#[test]
fn seed_39758_annulled_record_of_a_clone_gets_a_new_name() {
    holds(&[
        Cloned(130),
        Scan(41, 208),
        Scan(117, 92),
        Scan(119, 246),
        Scan(237, 38),
        Push(15, Repeated),
        Part(103, 1, 85),
        Cloned(157),
        Annul(201, 235),
    ]);
}

#[test]
fn seed_40998_restored_server_has_forgotten_the_true_time() {
    holds(&[
        PowerCut(185, 5),
        BackedUp,
        Scan(119, 128),
        Imaged(212),
        Sync(44),
        SetBack(53, 12),
        Feed(50, Answered),
        Restore(16, Database),
    ]);
}

#[test]
fn seed_45256_clone_learns_the_true_time_with_the_release() {
    holds(&[
        PowerCut(231, 4),
        WalkIn(27, 62),
        Cloned(45),
        Push(64, Answered),
        Cloned(27),
        Quarantined(189),
        Sync(230),
        Feed(93, Answered),
    ]);
}

#[test]
fn seed_48010_record_of_an_impossible_time_is_released() {
    holds(&[
        PowerCut(95, -606),
        Scan(149, 154),
        Cloned(29),
        Sync(159),
        Quarantined(14),
        Sync(97),
    ]);
}

#[test]
fn seed_62717_annulment_of_a_clones_record_spares_the_own_one() {
    holds(&[
        Cloned(41),
        Scan(175, 181),
        Scan(242, 74),
        Sync(135),
        Quarantined(195),
        Feed(230, Answered),
    ]);
}

#[test]
fn seed_63599_release_spares_another_event_of_the_same_name() {
    holds(&[
        Quarantined(34),
        Cloned(136),
        Override(245, 145),
        TicketIssued,
        Part(255, 212, 62),
        Scan(207, 119),
        Scan(221, 191),
        Sync(109),
    ]);
}
