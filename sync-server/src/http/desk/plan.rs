//! The floor plan: drawn with a script or by fields, checked while it is drawn, saved into the draft.

use axum::extract::{Query, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use serde::Deserialize;
use shared::catalogue::{Catalogue, Plan, Problem};

use super::error::DeskError;
use super::form::FileForm;
use super::pictures::{FORM_BYTES_MOST, picture_words};
use super::plan_fields::with_fields;
use super::plan_page::{self as pages, PAGE, PlanFault, PlanPage};
use super::signed_in::SignedIn;
use super::working::{refused, workbook_language, working};
use crate::operations::catalogue_draft::DraftChange;
use crate::operations::floor_plan::{self, FloorPlanError};
use crate::operations::workbook::{self, WorkbookLanguage};
use crate::ports::{Database, DeskPermission};

/// The sides that a new hall may have, in metres.
const SIDES: std::ops::RangeInclusive<f64> = 4.0..=1_000.0;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LevelQuery {
    level: String,
}

/// `GET /admin/exhibition/plan`.
pub(super) async fn page(
    signed_in: SignedIn,
    Query(query): Query<LevelQuery>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    show(&signed_in, &query.level, PlanPage::default()).await
}

async fn show(
    signed_in: &SignedIn,
    level: &str,
    mut page: PlanPage,
) -> Result<Response, DeskError> {
    let working = working(signed_in).await?;
    let base = page.base.take().or_else(|| working.catalogue.plan.clone());
    let plan = page.plan.take().or_else(|| base.clone());
    let (Some(base), Some(plan)) = (base, plan) else {
        return Ok(pages::begin(signed_in, &page));
    };
    let problems = floor_plan::problems(&working.catalogue, &plan);
    let problems = problems.map_err(|error| failed(signed_in, &error))?;
    let page = PlanPage {
        base: Some(base),
        plan: Some(plan),
        level: level.to_owned(),
        problems,
        ..page
    };
    Ok(pages::plan(signed_in, &working, &page))
}

/// `POST /admin/exhibition/plan`: begins a plan, or saves one into the draft.
pub(super) async fn save(
    signed_in: SignedIn,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let value = |wanted: &str| {
        let mut found = fields.iter().filter(|(name, _)| name == wanted);
        found.next().map_or("", |(_, value)| value.as_str())
    };
    let read = |name: &str| Plan::from_json(value(name)).map_err(|_| DeskError::Forged);
    let (base, mine) = match value("act") {
        "begin" => {
            let side = |name: &str| value(name).replace(',', ".").parse::<f64>().ok();
            let sides =
                [side("width"), side("height")].map(|it| it.filter(|it| SIDES.contains(it)));
            let [Some(width), Some(height)] = sides else {
                let page = PlanPage {
                    fault: Some(signed_in.say(text_id!("desk-plan-sides"))),
                    ..PlanPage::default()
                };
                let page = show(&signed_in, "", page).await?;
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            };
            let catalogue = working(&signed_in).await?.catalogue;
            (None, floor_plan::begun(&catalogue, [width, height]))
        }
        "fields" => {
            let base = read("base")?;
            let catalogue = working(&signed_in).await?.catalogue;
            let mine = with_fields(&catalogue, &base, &fields);
            (Some(base), mine)
        }
        _ => (Some(read("base")?), read("plan")?),
    };
    let who = change_of(&signed_in);
    let level = value("level").to_owned();
    let operation = {
        let (base, mine) = (base.clone(), mine.clone());
        move |database: &dyn Database| floor_plan::save(database, &who, base.as_ref(), &mine)
    };
    match signed_in.operate(operation).await? {
        Ok(()) => Ok(back(&level, "draft-saved")),
        Err(FloorPlanError::Changed { theirs, merged }) => {
            let words = workbook_language(&signed_in);
            let page = PlanPage {
                others: differences(base.unwrap_or_default(), &theirs, words)?,
                base: Some(*theirs),
                plan: Some(*merged),
                is_unsaved: true,
                ..PlanPage::default()
            };
            let page = show(&signed_in, &level, page).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(failed(&signed_in, &error)),
    }
}

/// `POST /admin/exhibition/plan/check`: says what is wrong with a plan. Nothing is kept.
pub(super) async fn check(signed_in: SignedIn, plan: String) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let plan = Plan::from_json(&plan).map_err(|_| DeskError::Forged)?;
    let catalogue = working(&signed_in).await?.catalogue;
    let check = move |_: &dyn Database| floor_plan::problems(&catalogue, &plan);
    let problems = signed_in.app.operate(check).await?;
    let problems = problems.map_err(|error| failed(&signed_in, &error))?;
    let words = workbook_language(&signed_in);
    let faults: Vec<PlanFault> = problems.iter().map(|it| PlanFault::of(it, words)).collect();
    Ok(Json(faults).into_response())
}

/// `POST /admin/exhibition/plan/background`: lays a picture under a level, or takes it away.
pub(super) async fn background(
    signed_in: SignedIn,
    request: Request,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let (parts, body) = request.into_parts();
    let form = FileForm::read(&parts.headers, body, FORM_BYTES_MOST).await?;
    let mut form = form.unwrap_or_default();
    let level = form.text("level");
    let who = change_of(&signed_in);
    let width = form.text("width").replace(',', ".").parse::<f64>().ok();
    let width = width.filter(|it| SIDES.contains(it));
    let (file, removes) = (form.file(), form.text("act") == "remove");
    let fault = match (&file, width) {
        _ if removes => None,
        (None, _) => Some(text_id!("desk-pictures-no-file")),
        (_, None) => Some(text_id!("desk-plan-sides")),
        _ => None,
    };
    let mut fault = fault.map(|id| signed_in.say(id));
    if fault.is_none() {
        let asked = level.clone();
        let operation = move |database: &dyn Database| match (file, width) {
            (Some((_, content)), Some(width)) if !removes => {
                floor_plan::set_background(database, &who, &asked, &content, width)
            }
            _ => floor_plan::remove_background(database, &who, &asked),
        };
        match signed_in.operate(operation).await? {
            Ok(()) => return Ok(back(&level, "draft-saved")),
            Err(FloorPlanError::Picture(error)) => {
                fault = Some(picture_words(signed_in.language, &error));
            }
            Err(error) => return Err(failed(&signed_in, &error)),
        }
    }
    let page = PlanPage {
        fault,
        ..PlanPage::default()
    };
    let page = show(&signed_in, &level, page).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

impl PlanFault {
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    pub(super) fn of(problem: &Problem, words: WorkbookLanguage) -> Self {
        Self {
            part: problem.place.part.code(),
            name: problem.place.name.clone(),
            words: words.problem(problem),
        }
    }
}

fn back(level: &str, code: &str) -> Response {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    let level: String = level.chars().filter(|it| plain(*it)).collect();
    SignedIn::back(&format!("{PAGE}?level={level}"), code)
}

fn change_of(signed_in: &SignedIn) -> DraftChange {
    DraftChange {
        author: signed_in.account.name.to_string(),
        thing: "plan".to_owned(),
        words: workbook_language(signed_in),
        now: signed_in.app.now(),
    }
}

/// Returns what differs between two plans, in words.
fn differences(
    before: Plan,
    after: &Plan,
    words: WorkbookLanguage,
) -> Result<Vec<String>, DeskError> {
    let with = |plan: Plan| Catalogue {
        plan: Some(plan),
        ..Catalogue::empty(shared::ids::ExhibitionId(0))
    };
    let all = workbook::differences(&with(before), &with(after.clone()), words);
    let all = all.map_err(|_| DeskError::Failed)?;
    Ok(all.iter().map(|it| it.words(words)).collect())
}

fn failed(signed_in: &SignedIn, error: &FloorPlanError) -> DeskError {
    match error {
        FloorPlanError::Unknown | FloorPlanError::Changed { .. } => DeskError::NotFound,
        FloorPlanError::TooMuch => {
            DeskError::Refused(signed_in.say(text_id!("desk-plan-too-much")))
        }
        FloorPlanError::Picture(error) => {
            DeskError::Refused(picture_words(signed_in.language, error))
        }
        FloorPlanError::Setup(error) => refused(error),
    }
}
