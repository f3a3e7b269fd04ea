//! Ways to destinations, found once and kept as long as the same one is shown.

use std::sync::Arc;

use shared::catalogue::{Catalogue, Stand};
use shared::route::{Destination, Need, Network, Route, Start};

/// The net of the present catalogue's plan, and the way that was asked for last.
#[derive(Debug, Default)]
pub(super) struct Ways {
    made: Option<Made>,
}

#[derive(Debug)]
struct Made {
    catalogue: Arc<Catalogue>,
    network: Network,
    asked: Option<RouteRequest>,
    route: Option<Route>,
}

#[derive(Debug, Clone, PartialEq)]
struct RouteRequest {
    stand: Stand,
    goal: Destination,
    need: Need,
}

impl Ways {
    /// Returns the way from a kiosk to a destination.
    pub(super) fn find(
        &mut self,
        catalogue: &Arc<Catalogue>,
        stand: &Stand,
        goal: &Destination,
        need: Need,
    ) -> Option<&Route> {
        let plan = catalogue.plan.as_ref()?;
        let known = self.made.take();
        let mut made = match known.filter(|made| Arc::ptr_eq(&made.catalogue, catalogue)) {
            Some(made) => made,
            None => Made {
                catalogue: Arc::clone(catalogue),
                network: Network::new(plan),
                asked: None,
                route: None,
            },
        };
        let asked = RouteRequest {
            stand: stand.clone(),
            goal: goal.clone(),
            need,
        };
        if made.asked.as_ref() != Some(&asked) {
            made.route = made.network.route(&Start::at(stand), goal, need);
            made.asked = Some(asked);
        }
        self.made.insert(made).route.as_ref()
    }
}
