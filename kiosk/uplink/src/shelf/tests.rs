use super::*;

fn list(files: &[(&str, &[u8])]) -> List {
    let entry = |(name, content): &(&str, &[u8])| ((*name).to_owned(), MediaFile::of(content));
    files.iter().map(entry).collect()
}

/// A file comes in pieces of so many bytes.
fn fetch(shelf: &Shelf, file: &MediaFile, content: &[u8], piece: usize) {
    for part in content.chunks(piece) {
        shelf.append(file, shelf.so_far(file), part).unwrap();
    }
}

#[test]
fn a_picture_that_came_in_pieces_is_taken_once_it_is_whole_and_no_sooner() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::of(dir.path());
    let wanted = list(&[("vase.webp", b"cobalt on white")]);
    let file = wanted["vase.webp"];
    assert_eq!(shelf.lacks(&wanted).len(), 1);
    fetch(&shelf, &file, b"cobalt on", 4);
    assert_eq!(shelf.so_far(&file), 9);
    assert!(matches!(
        shelf.accept("vase.webp", &file),
        Err(MediaError::WrongBytes { .. })
    ));
    assert_eq!(shelf.so_far(&file), 0, "what was wrong is gone");
    fetch(&shelf, &file, b"cobalt on white", 4);
    shelf.accept("vase.webp", &file).unwrap();
    assert_eq!(shelf.lacks(&wanted), []);
    assert_eq!(shelf.read(&file).unwrap(), b"cobalt on white");
}

#[test]
fn the_old_pictures_stay_in_force_until_the_new_are_put_there_and_then_go() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::of(dir.path());
    assert_eq!(shelf.list().unwrap(), List::new());
    assert_eq!(shelf.stamp(), None);
    let old = list(&[("a", b"old a"), ("b", b"same")]);
    let new = list(&[("a", b"new a"), ("b", b"same")]);
    for (wanted, content) in [
        (&old, [&b"old a"[..], b"same"]),
        (&new, [&b"new a"[..], b"same"]),
    ] {
        for ((name, file), content) in wanted.iter().zip(content) {
            fetch(&shelf, file, content, 3);
            shelf.accept(name, file).unwrap();
        }
    }
    shelf.put_in_force(&old).unwrap();
    assert_eq!(shelf.sweep(&old, &old).unwrap(), 1, "the new a");
    assert_eq!(shelf.lacks(&new), [("a".to_owned(), new["a"])]);
    fetch(&shelf, &new["a"], b"new a", 9);
    shelf.accept("a", &new["a"]).unwrap();
    assert_eq!(shelf.list().unwrap(), old, "the old are in force");
    shelf.put_in_force(&new).unwrap();
    assert_eq!(shelf.sweep(&new, &new).unwrap(), 1);
    assert!(shelf.read(&old["a"]).is_err());
    assert_eq!(shelf.read(&new["b"]).unwrap(), b"same");
}

#[test]
fn a_file_that_was_cut_short_on_the_disk_is_fetched_again() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::of(dir.path());
    let wanted = list(&[("vase.webp", b"cobalt on white")]);
    let file = wanted["vase.webp"];
    fetch(&shelf, &file, b"cobalt on white", 20);
    shelf.accept("vase.webp", &file).unwrap();
    fs::write(shelf.path(&file.sha256), b"cob").unwrap();
    assert_eq!(shelf.lacks(&wanted).len(), 1);
}

#[test]
fn a_disk_that_takes_nothing_says_so_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(FOLDER), "a file where the folder belongs").unwrap();
    let shelf = Shelf::of(dir.path());
    let file = MediaFile::of(b"x");
    for error in [
        shelf.append(&file, 0, b"x").unwrap_err(),
        shelf.put_in_force(&List::new()).unwrap_err(),
    ] {
        let said = error.to_string();
        assert!(
            said.contains("media") && said.contains("disk is not full"),
            "{said}"
        );
    }
}

#[test]
fn the_last_of_the_disk_is_left_to_the_journal_and_no_file_of_gigabytes_is_fetched() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::of(dir.path());
    let file = MediaFile::of(b"cobalt on white");
    let said = |shelf: &Shelf, file| match shelf.has_room_for("vase.webp", file, 0) {
        Ok(()) => String::new(),
        Err(error) => error.to_string(),
    };
    let free = free_bytes(dir.path()).unwrap();
    assert_eq!(said(&shelf.clone().leaving_free(free / 2), &file), "");
    let full = said(&shelf.clone().leaving_free(free * 2), &file);
    assert!(full.contains("\"vase.webp\" is not fetched"), "{full}");
    let mistake = MediaFile {
        bytes: 2_000_000_000,
        ..file
    };
    let said = said(&shelf.leaving_free(0), &mistake);
    assert!(said.contains("\"vase.webp\" has 2000 MB"), "{said}");
}

#[test]
fn a_list_that_is_damaged_is_told_and_not_taken_for_none() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::of(dir.path());
    fs::create_dir_all(&shelf.dir).unwrap();
    fs::write(shelf.dir.join(LIST), "{\"a\": {\"sha256\": \"12\"").unwrap();
    assert!(shelf.list().unwrap_err().to_string().contains("list.json"));
}
