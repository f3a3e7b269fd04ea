//! What a page says of an entry's pictures.

use maud::{Markup, html};
use shared::catalogue::{Catalogue, Picture};

use super::entry_paths::entry_path;
use super::signed_in::SignedIn;

/// Returns whether the entries of a list have pictures.
pub(super) fn has_pictures(list: &str) -> bool {
    ["booths", "artisans", "villages"].contains(&list)
}

/// Returns the pictures of an entry: each with its words, and where more are dropped.
pub(super) fn section(
    signed_in: &SignedIn,
    list: &str,
    name: &str,
    catalogue: &Catalogue,
) -> Markup {
    if !has_pictures(list) {
        return html! {};
    }
    let language = signed_in.language.code;
    let mut groups: Vec<(Option<usize>, String, &[Picture])> = Vec::new();
    let own = signed_in.say(text_id!("sheet-pictures"));
    match list {
        "booths" => {
            let mut booths = catalogue.booths.iter();
            let booth = booths.find(|it| it.number.to_string() == name);
            groups.extend(booth.map(|it| (None, own, &it.pictures[..])));
        }
        "villages" => {
            let mut villages = catalogue.villages.iter();
            let village = villages.find(|it| it.id.as_str() == name);
            groups.extend(village.map(|it| (None, own, &it.pictures[..])));
        }
        _ => {
            if let Some(artisan) = catalogue.artisans.iter().find(|it| it.id == name) {
                groups.push((None, own, &artisan.pictures));
                let steps = artisan.steps.iter().enumerate();
                groups.extend(steps.map(|(at, step)| {
                    let title = step.title.get(language);
                    let title = format!(
                        "{} {}: {title}",
                        signed_in.say(text_id!("desk-pictures-step")),
                        at + 1
                    );
                    (Some(at), title, &step.pictures[..])
                }));
            }
        }
    }
    let action = signed_in.action(&format!("{}/pictures", entry_path(list, name)));
    html! {
        section #pictures {
            h2 { (signed_in.say(text_id!("sheet-pictures"))) }
            p.note { (signed_in.say(text_id!("desk-pictures-note"))) }
            @for (step, title, pictures) in &groups {
                @if step.is_some() { h3 { (title) } }
                @if !pictures.is_empty() {
                    ol.gallery {
                        @for (at, picture) in pictures.iter().enumerate() {
                            li.card { (one(signed_in, &action, *step, picture, [at, pictures.len()], catalogue)) }
                        }
                    }
                }
                (upload(signed_in, &action, *step))
            }
        }
    }
}

fn hidden(step: Option<usize>) -> Markup {
    html! { @if let Some(step) = step { input type="hidden" name="step" value=(step); } }
}

fn one(
    signed_in: &SignedIn,
    action: &str,
    step: Option<usize>,
    picture: &Picture,
    [at, count]: [usize; 2],
    catalogue: &Catalogue,
) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let alt = picture.alt.get(signed_in.language.code);
    let text = |words: Option<&shared::catalogue::Localized>, code: &str| {
        let text = words.and_then(|it| it.0.get(code).cloned());
        text.unwrap_or_default()
    };
    let describe = |field: &str, words: Option<&shared::catalogue::Localized>| {
        html! {
            @for code in ["vi", "en"] {
                label { (say(&format!("desk-pictures-{field}"))) " (" (say(&format!("desk-entry-language-{code}"))) ")"
                    input name={ (field) "." (code) } lang=(code) value=(text(words, code)) required[field == "alt" && code == "vi"];
                }
            }
        }
    };
    html! {
        @match catalogue.media.get(&picture.file) {
            Some(file) => img src={ "/admin/media/" (file.sha256) } alt=(alt) loading="lazy";,
            None => p.note { (picture.file) },
        }
        form method="post" enctype="multipart/form-data" action=(action) {
            (hidden(step))
            input type="hidden" name="file" value=(picture.file);
            (describe("alt", Some(&picture.alt)))
            details open[picture.caption.is_some()] {
                summary { (say(text_id!("desk-pictures-caption"))) }
                (describe("caption", picture.caption.as_ref()))
            }
            div.choices {
                button type="submit" name="act" value="describe" { (say(text_id!("desk-pictures-save"))) }
                @if at > 0 { button.quiet type="submit" name="act" value="earlier" formnovalidate { "← " (say(text_id!("desk-pictures-earlier"))) } }
                @if at + 1 < count { button.quiet type="submit" name="act" value="later" formnovalidate { (say(text_id!("desk-pictures-later"))) " →" } }
                button.quiet type="submit" name="act" value="remove" formnovalidate { (say(text_id!("desk-pictures-remove"))) }
            }
        }
    }
}

fn upload(signed_in: &SignedIn, action: &str, step: Option<usize>) -> Markup {
    let say = |id: &str| signed_in.say(id);
    html! {
        form.drop method="post" enctype="multipart/form-data" action=(action)
            data-sending=(say(text_id!("desk-pictures-sending"))) data-failed=(say(text_id!("desk-pictures-failed"))) {
            (hidden(step))
            label { (say(text_id!("desk-pictures-add")))
                input type="file" name="files" multiple accept="image/jpeg,image/png,image/webp,image/heic,image/heif";
            }
            p.note { (say(text_id!("desk-pictures-drop"))) }
            button type="submit" { (say(text_id!("desk-pictures-upload"))) }
            p role="status" {}
        }
    }
}
