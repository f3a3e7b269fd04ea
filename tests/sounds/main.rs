//! Makes the door's sounds anew: `cargo run --release -p scenes --example sounds` writes `assets/sounds`.
//!
//! Whoever changes a number in `chimes.rs` runs this and commits what it writes; a scene compares the two.

mod chimes;

fn main() -> std::io::Result<()> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/sounds");
    std::fs::create_dir_all(&folder)?;
    for chime in chimes::CHIMES {
        let wav = chime.wav();
        println!("{} {} bytes", chime.file, wav.len());
        std::fs::write(folder.join(chime.file), wav)?;
    }
    Ok(())
}
