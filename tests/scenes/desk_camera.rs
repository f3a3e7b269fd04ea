//! A ticket before the camera of the desk's laptop.

use std::io::Cursor;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::{ImageReader, RgbImage};
use sync_server::tickets;

use crate::browser::Browser;
use crate::desk::{look, owner_in, owner_page};
use crate::venue::Venue;

/// A film of two pictures in which somebody holds a ticket.
fn film(ticket: &[u8]) -> Vec<u8> {
    let ticket = ImageReader::new(Cursor::new(ticket)).with_guessed_format();
    let ticket = ticket.unwrap().decode().unwrap().into_rgb8();
    let mut picture = RgbImage::from_pixel(1280, 720, image::Rgb([150, 120, 100]));
    image::imageops::overlay(&mut picture, &ticket, 420, 100);
    let mut film = Vec::new();
    for _ in 0..2 {
        let encoder = JpegEncoder::new_with_quality(&mut film, 80);
        picture.write_with_encoder(encoder).unwrap();
    }
    film
}

#[test]
fn ticket_before_the_camera_opens_its_page() {
    let venue = Venue::open_in_folder();
    let issued = venue.tickets("visitor", 3);
    let ticket = &issued[2];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ticket.mjpeg");
    std::fs::write(&path, film(&tickets::picture(ticket).unwrap())).unwrap();
    let page = Browser::open_with_camera(&path, &venue.url());
    let mut page = owner_in(page, &venue);
    page.go(&format!("{}/admin/tickets/camera?lang=vi", venue.url()));
    let story = format!("/admin/tickets/{}", ticket.number.0);
    page.wait_until(&format!("location.pathname === '{story}'"));
}

#[test]
fn without_a_camera_a_photograph_is_chosen() {
    let venue = Venue::open_in_folder();
    let issued = venue.tickets("visitor", 1);
    let [picture] = &venue.pictures(&issued)[..] else {
        unreachable!("one ticket has one picture");
    };
    let mut page = owner_page(&venue);
    for language in ["en", "vi"] {
        page.go(&format!(
            "{}/admin/tickets/camera?lang={language}",
            venue.url()
        ));
        page.wait_until(
            "(({ dataset, children }) => children[1].textContent === dataset.denied)\
                (document.querySelector('section.camera'))",
        );
        look(&mut page, &format!("camera-{language}"));
    }
    let choose = |page: &mut Browser, file: &Path| {
        page.value("document.querySelector('input[type=file]').focus()");
        page.choose_file(file);
        page.value("document.querySelector('form.camera button').click()");
    };
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.png");
    image::GrayImage::new(200, 200).save(&empty).unwrap();
    choose(&mut page, &empty);
    page.wait_until("document.querySelector('.problem') !== null");
    choose(&mut page, picture);
    page.wait_until("location.pathname === '/admin/tickets/1'");
}
