# Booths and how to find them.

## Booths

booths-title = ブース
booths-count = { $count }ブース
search-name = ブースを探す
search-hint = 名前・品物・番号で探す
search-clear = 検索を消す
browse-by = ブースの分類
browse-all = すべて
browse-villages = 村
browse-products = 品物
browse-practices = 持続可能
browse-life-cycle = 五つの段階とは？
booths-coming = 探しています…
booths-none = 見つかりませんでした
booths-none-next = 別の言葉で試すか、すべてのブースをご覧ください
booths-show-all = すべてのブースを見る
found-count = { $count } 件
found-area = コーナー
found-session = 実演 · { $when }
found-artisan = 職人
found-amenity = いちばん近い場所への道順
booths-empty = ブースの一覧がまだこの端末に届いていません
booths-empty-next = 入口の案内板をご覧になるか、係員にお尋ねください
layout-group = ブースの表示方法
layout-list = 一覧
layout-grid = グリッド
page-up = 上へ
page-down = 下へ
back-to-scan = チケットを読み取る

## One booth

booth-number = { $number }番ブース
booth-show-the-way = 道順を見る
booth-village = 工芸の村 { $village }
products-title = 品物
practices-title = 持続可能な生産と消費のために
stage-materials = 原料
stage-production = 生産
stage-distribution = 流通
stage-use = 使用
stage-disposal = 使用後
certificate = ネットワーク認定会員
sample-note = 見本データ：実在の業者ではありません

## Kinds of products

product-tea = お茶とコーヒー
product-tableware = 茶碗と皿
product-kitchen = 鍋と壺
product-vases = 花瓶
product-decoration = 飾り物
product-house = 家と庭
product-altar = 仏具とお香
product-gifts = 贈り物と玩具
product-gilding = 金箔と漆
product-leather = 革製品
product-herbs = 生薬
product-plants = 花と植物
product-other = その他の品物
