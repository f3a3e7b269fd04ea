//! Every scene of the rules (`shared/src/checkin/scenes/scenes.txt`) once more, with the real thing:
//! tickets that are signed, a kiosk's desk with its journal on a disk, a server with its database.

mod desk;
mod door;
mod news;
mod server;
