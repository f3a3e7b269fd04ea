//! The names by which visitors ask for amenities, in the languages of the house. They are looked for and never shown.

use shared::catalogue::PlaceKind;

/// Returns the names of a kind of place.
pub(super) fn names(kind: PlaceKind) -> impl Iterator<Item = &'static str> {
    let names = match kind {
        PlaceKind::Toilets => {
            "toilet|toilets|restroom|bathroom|washroom|lavatory|loo|WC|ladies|gents|nhà vệ sinh|phòng vệ sinh|\
            toa lét|đi vệ sinh|화장실|洗手间|厕所|卫生间|トイレ|お手洗い|化粧室"
        }
        PlaceKind::AccessibleToilet => {
            "accessible toilet|disabled toilet|wheelchair toilet|baby changing|nhà vệ sinh cho xe lăn|\
            nhà vệ sinh người khuyết tật|장애인 화장실|无障碍洗手间|无障碍厕所|多目的トイレ|車椅子トイレ"
        }
        PlaceKind::Water => {
            "drinking water|water|water fountain|water refill|nước uống|uống nước|식수|음수대|마실 물|饮水|饮水处|喝水|\
            飲み水|水飲み場|給水"
        }
        PlaceKind::FirstAid => {
            "first aid|doctor|nurse|medical|emergency|ambulance|sơ cứu|cấp cứu|y tế|bác sĩ|응급|응급 처치|의무실|\
            急救|急救站|医务室|医生|救護|救護所|医務室"
        }
        PlaceKind::Lift => "lift|elevator|thang máy|엘리베이터|승강기|电梯|エレベーター",
        PlaceKind::Information => {
            "information|info desk|help desk|reception|lost and found|quầy thông tin|hỏi đáp|hướng dẫn viên|lễ tân|\
            đồ thất lạc|안내|안내소|咨询|问讯处|服务台|失物招领|案内|案内所|インフォメーション|落とし物"
        }
        PlaceKind::Seats => {
            "seats|seating|bench|resting place|ghế nghỉ|ghế ngồi|chỗ ngồi|chỗ nghỉ|의자|쉼터|휴게|座椅|休息区|座位|\
            ベンチ|休憩所|座席"
        }
        PlaceKind::Exit | PlaceKind::Entrance => {
            "exit|way out|lối ra|cửa ra|đường ra|출구|나가는 곳|出口|出口处"
        }
        PlaceKind::Ramp | PlaceKind::Stairs | PlaceKind::Landmark => "",
    };
    names.split('|').filter(|name| !name.is_empty())
}
