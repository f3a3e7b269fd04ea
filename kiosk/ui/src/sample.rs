//! A made-up exhibition for tests: as many booths as wanted, six villages, two days, two gates.

use jiff::civil::{date, time};
use shared::catalogue::{
    Area, Artisan, Booth, Catalogue, Day, Gate, GateDirection, GateHours, LifeCycleStage,
    Localized, Practice, Session, Village,
};
use shared::ids::{BoothNumber, ExhibitionId};

/// A text in Vietnamese and English.
fn text(vi: &str, en: &str) -> Localized {
    Localized(
        [
            ("vi".to_owned(), vi.to_owned()),
            ("en".to_owned(), en.to_owned()),
        ]
        .into_iter()
        .collect(),
    )
}

/// Id, name, craft and one product of each village.
type Row = [&'static str; 6];
const VILLAGES: [Row; 6] = [
    [
        "kim-lan",
        "Kim Lan",
        "Gốm sứ",
        "Ceramics",
        "Chum vại sành",
        "Stoneware jars",
    ],
    [
        "bat-trang",
        "Bát Tràng",
        "Gốm sứ",
        "Ceramics",
        "Bình hoa men lam",
        "Cobalt glazed vases",
    ],
    [
        "giang-cao",
        "Giang Cao",
        "Gốm sứ",
        "Ceramics",
        "Ấm chén men rạn",
        "Crackle glaze teaware",
    ],
    [
        "kieu-ky",
        "Kiêu Kỵ",
        "Dát vàng, may da",
        "Gold leaf, leather",
        "Quỳ vàng",
        "Gold leaf",
    ],
    [
        "ninh-hiep",
        "Ninh Hiệp",
        "Thuốc nam",
        "Herbal medicine",
        "Trà thảo mộc",
        "Herbal tea",
    ],
    [
        "phu-dong",
        "Phù Đổng",
        "Hoa giấy",
        "Paper flowers",
        "Hoa giấy cắt tay",
        "Hand-cut paper flowers",
    ],
];

/// An exhibition of two days, 6 and 7 September 2024, with so many booths.
pub(crate) fn catalogue(booths: u16) -> Catalogue {
    let day = |day: i8| Day {
        date: date(2024, 9, day),
        opens: time(8, 30, 0, 0),
        closes: time(21, 0, 0, 0),
        title: text("Ngày hội", "Open day"),
    };
    let gate = |id: &str, vi: &str, en: &str, direction| Gate {
        id: id.parse().unwrap(),
        name: text(vi, en),
        direction,
        zone: None,
        hours: GateHours::Always,
        ticket_types: Vec::new(),
    };
    Catalogue {
        name: text(
            "Mạng lưới liên kết hợp tác sản xuất và tiêu dùng bền vững trong chuỗi ngành gốm sứ năm 2024",
            "Sustainable Production and Consumption Network of the Ceramics Chain 2024",
        ),
        venue: text("Bảo tàng Gốm sứ Kim Lan", "Kim Lan Ceramics Museum"),
        sample: true,
        utc_offset_minutes: 420,
        reentry: true,
        days: vec![day(6), day(7)],
        gates: vec![
            gate("main", "Cổng chính", "Main gate", GateDirection::In),
            gate("garden", "Cổng vườn", "Garden gate", GateDirection::Both),
        ],
        areas: vec![Area {
            id: "hall-a".to_owned(),
            name: text("Khu trưng bày A", "Display area A"),
        }],
        villages: VILLAGES.iter().map(village).collect(),
        booths: (1..=booths).map(booth).collect(),
        artisans: vec![Artisan {
            pictures: Vec::new(),
            id: "artisan-1".to_owned(),
            name: text("Nghệ nhân mẫu", "Sample artisan"),
            village: "bat-trang".parse().unwrap(),
            craft: text("Vuốt gốm", "Throwing"),
            story: text("Chuyện nghề.", "A story of the craft."),
            steps: Vec::new(),
            video: None,
        }],
        sessions: (0..4).map(session).collect(),
        ..Catalogue::empty(ExhibitionId(24))
    }
}

fn village([id, name, craft_vi, craft_en, ..]: &Row) -> Village {
    Village {
        pictures: Vec::new(),
        id: id.parse().unwrap(),
        name: text(name, name),
        craft: text(craft_vi, craft_en),
        about: text("Làng nghề truyền thống.", "A traditional craft village."),
    }
}

fn booth(number: u16) -> Booth {
    let [id, name, .., product_vi, product_en] = VILLAGES[usize::from(number) % VILLAGES.len()];
    let practice = |stage, vi: &str, en: &str| Practice {
        stage,
        text: text(vi, en),
    };
    Booth {
        pictures: Vec::new(),
        number: BoothNumber(number),
        name: text(
            &format!("Gian mẫu {number} – {product_vi}"),
            &format!("Sample booth {number} – {product_en}"),
        ),
        producer: text(
            &format!("Cơ sở mẫu {number}, làng {name}"),
            &format!("Sample maker {number}, {name} village"),
        ),
        village: id.parse().unwrap(),
        area: "hall-a".to_owned(),
        products: vec![
            text(product_vi, product_en),
            text("Quà lưu niệm làm tay", "Handmade souvenirs"),
        ],
        description: text(
            "Xưởng gia đình ba đời, làm theo lối cũ với lò nung mới. Khách có thể xem từng công đoạn và tự tay thử.",
            "A family workshop of three generations that works the old way with a new kiln. Visitors can watch every step and try it themselves.",
        ),
        practices: vec![
            practice(
                LifeCycleStage::Materials,
                "Dùng đất sét khai thác gần làng và men không chì.",
                "Clay dug near the village, and glazes without lead.",
            ),
            practice(
                LifeCycleStage::Production,
                "Nung bằng lò gas hồi nhiệt, giảm một phần ba nhiên liệu.",
                "Fired in a gas kiln that keeps its heat and saves a third of the fuel.",
            ),
            practice(
                LifeCycleStage::Distribution,
                "Gói hàng bằng rơm và giấy cũ.",
                "Packed in straw and used paper.",
            ),
            practice(
                LifeCycleStage::Use,
                "Sửa miễn phí đồ sứt mẻ trong ba năm.",
                "Chipped pieces are mended free of charge for three years.",
            ),
            practice(
                LifeCycleStage::Disposal,
                "Nhận lại đồ vỡ để nghiền làm phối liệu.",
                "Broken pieces are taken back and ground into new clay.",
            ),
        ],
        certificate: number.is_multiple_of(2),
    }
}

fn session(index: i8) -> Session {
    Session {
        id: format!("d0-{index}"),
        title: text("Vuốt gốm trên bàn xoay", "Throwing on the wheel"),
        day: 0,
        starts: time(9 + 2 * index, 0, 0, 0),
        minutes: 45,
        artisan: "artisan-1".to_owned(),
        area: "hall-a".to_owned(),
        hands_on: index % 2 == 1,
        places: None,
    }
}
