# The floor plan, and the phone that takes the way along.

map-title = 地図
map-here = 現在地
map-name = 地図：{ $level }
map-booths = { $first }–{ $last }
map-to-level = 「{ $level }」を見る
map-closer = 拡大
map-farther = 縮小
map-whole = 全体を表示
map-left = 左へ
map-right = 右へ
map-up = 上へ
map-down = 下へ
map-touch = 地図のブースに触れてください
map-booth-page = ブースについて
map-way = 道順を見る
map-close = 閉じる
map-step-free = 段差なし
map-no-way = ここからの道順はわかりません。目的地は地図に示しています。
map-no-step-free = 段差のない道順はわかりません。係員にお尋ねください。
map-unknown-place = 地図にない場所です。係員にお尋ねください。
map-none = 地図がまだこの端末に届いていません
map-none-next = 入口の案内板をご覧になるか、係員にお尋ねください
phone-take = 読み取って道順をスマートフォンへ
phone-code = QRコード：{ $number }番ブースをスマートフォンで
phone-code-area = QRコード：「{ $name }」への道順をスマートフォンで
