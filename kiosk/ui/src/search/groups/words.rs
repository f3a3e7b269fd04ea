//! The words by which kinds of products are known.

use super::ProductGroup;

impl ProductGroup {
    /// The words by which a product is known, of both languages, in small letters with their marks, parted by strokes.
    /// Several words in a row are looked for as they stand. Plurals are other words.
    pub(super) fn words(self) -> impl Iterator<Item = &'static str> {
        let words = match self {
            Self::Tea => {
                "tea set|teapot|teaware|tea tray|tea bowl|tea caddy|tea basket|cup|cups|mug|coffee|cold-brew|\
                ấm|chén|tách|cốc|phin"
            }
            Self::Tableware => {
                "bowl|bowls|plate|footed dish|lotus-leaf dish|tureen|chopstick rests|bát cơm|bát ăn|bát canh|\
                bát tô|tô cá|đĩa ăn|gác đũa"
            }
            Self::Kitchen => {
                "clay pot|sauce pot|stewing pot|brewing pot|pots|jar|jars|flask|jug|ladle|filter|nồi|niêu|\
                chum|vại muối|hũ|lu|nậm|be|liễn|thạp|chóe"
            }
            Self::Vases => "vase|vases|lọ hoa|lộc bình|lục bình|bình hoa",
            Self::Decoration => {
                "lamp|lantern|candle|picture|panel|panels|scene|relief|mosaic|rockery|chime|tranh|đèn|\
                phù điêu|tượng|chuông"
            }
            Self::House => "tile|brick|block|basin|stool|soap|tank|gạch|ngói|bồn|đôn|chậu rửa",
            Self::Altar => {
                "altar|incense|offering|couplet|three-cup|thờ|nhang|hương|bát hương|ống hương"
            }
            Self::Gifts => {
                "magnet|coaster|whistle|buffalo|zodiac|animals|toad|piggy|toy|doll's|souvenirs|earrings|\
                necklace|hairpin|card|trinket|tower|lót cốc|nam châm|con giống|lưu niệm"
            }
            Self::Gilding => {
                "gold|silver|gilded|lacquer|lacquered|gold-mended|silver-leaf|thếp|quỳ vàng|quỳ bạc|sơn mài"
            }
            Self::Leather => {
                "leather|wallet|belt|shoulder bag|briefcase|pouch|passport|luggage|gloves|leather-bound|\
                ví da|da bò|đồ da"
            }
            Self::Herbs => {
                "herbs|herbal|herb-slicing|herb-brewing|liquorice|goji|yam|cinnamon|anise|cardamom|mugwort|\
                motherwort|extract|syrup|honey|sachet|chrysanthemum tea|foot-bath|steam-bath|thảo mộc|\
                dược liệu"
            }
            Self::Plants => {
                "bougainvillea|bonsai|plant|planter|seedling|cutting|variety|compost|soil|planting|trellis|\
                wreath|flower|flowers|watering|hoa giấy|chậu hoa|chậu cây|chậu treo|cây"
            }
            Self::Other => "",
        };
        words.split('|').filter(|word| !word.is_empty())
    }
}
