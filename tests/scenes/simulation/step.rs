//! What happens at the venue, one thing after the other.

use super::random::Random;

/// What becomes of a request and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Answered,
    RequestLost,
    AnswerLost,
    /// The request comes to the server twice.
    Repeated,
    /// The kiosk gives up; the request comes to the server later.
    RequestLate,
    /// The answer comes later.
    AnswerLate,
}

/// How a server's data is put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Restored {
    /// The whole folder.
    Folder,
    /// The database without the mark beside it.
    Database,
    /// The blocks of the disk under the same files, as a virtual machine's snapshot does it.
    Blocks,
}

/// One thing that happens. Devices, tickets, images and backups are numbered, and the number is taken modulo how many
/// there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Wait(u32),
    Scan(u8, u8),
    Exit(u8, u8),
    /// Two or three of a party go through a door.
    Part(u8, u8, u8),
    WalkIn(u8, u8),
    Override(u8, u8),
    /// Staff take the last passage but so many back.
    Annul(u8, u8),
    Push(u8, Fate),
    Feed(u8, Fate),
    /// A late request or answer comes.
    Late(u8),
    /// Pushes and asks until there is nothing left to say.
    Sync(u8),
    /// The kiosk's program is killed and started again.
    Killed(u8),
    /// The device loses its power; its clock is wrong by so many minutes when it is back.
    PowerCut(u8, i32),
    /// Somebody sets the device's clock forward by so many minutes.
    ClockSet(u8, i32),
    /// A bit of the last acknowledged record's chain hash flips on the disk. No seed has it: without the server nothing
    /// shows whether the hash or the record was changed.
    BitFlipped(u8, u8),
    Imaged(u8),
    SetBack(u8, u8),
    Cloned(u8),
    ServerKilled,
    ServerRestarted,
    BackedUp,
    Restore(u8, Restored),
    Quarantined(u8),
    Released(u8),
    /// The organisers take a kiosk out of service.
    Revoked(u8),
    /// The organisers give a kiosk a new token, also one that is out of service.
    Renewed(u8),
    /// The organisers allow or forbid re-entry.
    RulesChanged,
    TicketRevoked(u8),
    TicketReinstated(u8),
    TicketIssued,
    /// The other seller's list comes with one more ticket.
    ListImported,
    /// A visitor asks a kiosk in the hall for seats, or returns them.
    Seat(u8, u8),
    /// A kiosk in the hall reports its seats, or the doors do.
    SeatsReported(u8, Fate),
    /// The organisers take a ticket's seats away.
    SeatsReleased(u8),
    HallPowerCut(u8, i32),
    HallSetBack(u8),
}

impl Fate {
    fn random(random: &mut Random) -> Self {
        match random.below(12) {
            0 => Self::RequestLost,
            1 | 2 => Self::AnswerLost,
            3 => Self::Repeated,
            4 => Self::RequestLate,
            5 => Self::AnswerLate,
            _ => Self::Answered,
        }
    }
}

/// Returns the steps of a seed.
pub(super) fn steps(seed: u64) -> Vec<Step> {
    let mut random = Random(seed);
    let count = 30 + random.below(51);
    // Some runs are calm, some full of accidents.
    let accidents = random.below(40);
    let has_hall = random.below(4) == 0;
    let steps = (0..count).map(|_| {
        if has_hall && random.below(3) == 0 {
            in_hall(&mut random, accidents)
        } else {
            one(&mut random, accidents)
        }
    });
    steps.collect()
}

fn in_hall(random: &mut Random, accidents: u64) -> Step {
    let byte = |random: &mut Random| random.next() as u8;
    let kiosk = byte(random);
    if random.below(100) < accidents {
        return match random.below(8) {
            0..2 => Step::HallPowerCut(kiosk, random.below(2_000) as i32 - 1_000),
            2..4 => Step::HallSetBack(kiosk),
            4 => Step::BackedUp,
            5 => Step::Restore(byte(random), Restored::Folder),
            6 => Step::Restore(byte(random), Restored::Database),
            _ => Step::SeatsReleased(kiosk),
        };
    }
    match random.below(20) {
        0..9 => Step::Seat(kiosk, byte(random)),
        9..18 => Step::SeatsReported(kiosk, Fate::random(random)),
        18 => Step::SeatsReleased(kiosk),
        _ => Step::Wait(random.below(6_000_000) as u32),
    }
}

fn one(random: &mut Random, accidents: u64) -> Step {
    let byte = |random: &mut Random| random.next() as u8;
    let device = byte(random);
    if random.below(100) < accidents {
        return accident(random, device);
    }
    match random.below(40) {
        0..8 => Step::Scan(device, byte(random)),
        8..10 => Step::Part(device, byte(random), byte(random)),
        10..13 => Step::Exit(device, byte(random)),
        13..15 => Step::WalkIn(device, byte(random)),
        15 => Step::Override(device, byte(random)),
        16..18 => Step::Annul(device, byte(random)),
        18..26 => Step::Push(device, Fate::random(random)),
        26..32 => Step::Feed(device, Fate::random(random)),
        32..34 => Step::Late(device),
        34..37 => Step::Sync(device),
        37 => Step::Wait(random.below(20_000_000) as u32),
        _ => Step::Wait(random.below(60_000) as u32),
    }
}

fn accident(random: &mut Random, device: u8) -> Step {
    let byte = |random: &mut Random| random.next() as u8;
    let minutes = |random: &mut Random| match random.below(4) {
        0 => 0,
        1 => random.below(20) as i32 - 10,
        2 => random.below(2_000) as i32 - 1_000,
        _ => -(random.below(100_000) as i32),
    };
    match random.below(31) {
        0..2 => Step::Killed(device),
        2..4 => Step::PowerCut(device, minutes(random)),
        4 => Step::ClockSet(device, minutes(random)),
        5..9 => Step::Imaged(device),
        9..13 => Step::SetBack(device, byte(random)),
        13..15 => Step::Cloned(device),
        15 => Step::ServerKilled,
        16 => Step::ServerRestarted,
        17..19 => Step::BackedUp,
        19 => Step::Restore(byte(random), Restored::Folder),
        20 => Step::Restore(byte(random), Restored::Database),
        21 => Step::Restore(byte(random), Restored::Blocks),
        22 => Step::Quarantined(device),
        23 => Step::Released(device),
        24 => Step::Revoked(device),
        25 => Step::Renewed(device),
        26 => Step::RulesChanged,
        27 => Step::TicketRevoked(device),
        28 => Step::TicketReinstated(device),
        29 => Step::TicketIssued,
        _ => Step::ListImported,
    }
}
