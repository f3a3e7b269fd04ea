//! What a drawing's file may hold.

use egui::{Context, RawInput};
use proptest::prelude::*;

use super::*;

fn svg(inside: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none" stroke="currentColor">{inside}</svg>"#
    )
}

#[track_caller]
fn refused(inside: &str) -> String {
    Drawing::from_svg(&svg(inside)).unwrap_err().to_string()
}

#[test]
fn refusal_names_the_element_and_the_reason() {
    assert_eq!(
        refused("<text>a</text>"),
        "<text> in line 1: is not supported"
    );
    assert_eq!(
        refused("\n<g opacity='0.5'/>"),
        "<g> in line 2: opacity is not supported"
    );
    assert!(refused("<circle r='9' fill='#f00'/>").contains("fill is #f00"));
    assert!(refused("<line style='stroke-linecap: butt'/>").contains("has to be round"));
    assert!(refused("<path d='M0 0 L9 9 L0 9 L9 0 Z' fill='currentColor'/>").contains("dents"));
    assert!(refused("<path d='A1e99 1 0 0 0 9 9'/>").contains("too long"));
}

#[test]
fn styles_and_groups_hand_their_properties_down() {
    let drawing = Drawing::from_svg(&svg(
        "<g style='stroke:none;fill:currentColor'><circle r='9'/></g><line x2='9' stroke-width='5'/>",
    ));
    let Drawing(parts) = drawing.unwrap();
    assert!(parts[0].filled && parts[0].line.is_none());
    assert_eq!((parts[1].filled, parts[1].line), (false, Some(0.05)));
}

fn drawn(svg: &str) {
    let Ok(drawing) = Drawing::from_svg(svg) else {
        return;
    };
    let context = Context::default();
    let rect = Rect::from_min_size(Pos2::ZERO, Vec2::splat(48.0));
    let mut output = context.run_ui(RawInput::default(), |ui| {
        drawing.draw(ui.painter(), rect, Color32::BLACK);
    });
    output.textures_delta.clear();
    context.tessellate(output.shapes, output.pixels_per_point);
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, inside in "<(path d|polygon points|rect x|g style)=\"[MLHVQCTSAZmlhvqctsaz0-9., :;-]{0,60}\"( fill=\"currentColor\")?/>") {
        drawn(&String::from_utf8_lossy(&bytes));
        drawn(&svg(&inside));
    }
}
