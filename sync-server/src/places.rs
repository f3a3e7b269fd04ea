//! Places in sessions that have only so many: `POST /api/v1/places`, where kiosks report their shares and hear what the
//! office grants them; and, for organisers, who has a place.

mod list;
mod release;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use shared::protocol::MAX_BODY_BYTES;
use shared::protocol::v1::{PlacesPush, PlacesReply};

use crate::app::App;
use crate::auth::FromKiosk;
use crate::error::ApiError;
use crate::store::SharesSaid;

pub use list::{GivenUp, PlacesError, PlacesList, SessionPlaces, TicketPlaces, give_up, list};
pub use release::{Released, release};

/// Hears a kiosk's reports, and answers when what is granted is stored.
pub(crate) async fn exchange(
    State(app): State<App>,
    FromKiosk(kiosk): FromKiosk,
    body: Bytes,
) -> Result<Json<PlacesReply>, ApiError> {
    if body.len() > MAX_BODY_BYTES {
        return Err(ApiError::TooLarge);
    }
    let push: PlacesPush = serde_json::from_slice(&body).map_err(ApiError::Places)?;
    if push.kiosk != kiosk {
        return Err(ApiError::OtherKiosk {
            token: kiosk,
            push: push.kiosk,
        });
    }
    let here = app.store.published().catalogue.exhibition;
    if push.exhibition != here {
        return Err(ApiError::OtherExhibition {
            found: push.exhibition,
            here,
        });
    }
    let said = SharesSaid {
        kiosk,
        whole: push.whole,
        shares: push.shares,
        received: app.now(),
    };
    let words = app.store.places(said).await?;
    Ok(Json(PlacesReply {
        server_time_ms: app.now(),
        words,
    }))
}
