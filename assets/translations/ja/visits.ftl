# A kiosk at a booth, and the stamp card.

## A kiosk at a booth

visit-invite = チケットをカメラに見せて訪問を記録しましょう
visit-invite-scanner = チケットをスキャナーにかざして訪問を記録しましょう
visit-hint = ブースを訪れるたびに工芸の村のスタンプがたまります
visit-booth = { $number }番ブース
visited-title = ようこそ
visited-next = 訪問を記録しました
visited-again-title = またお会いできてうれしいです
visited-again-next = このブースはすでにスタンプカードにあります
visited-contact = ブースからの連絡を希望

## The stamp card

stamps-title = 工芸の村スタンプカード
stamps-count = { $all }の村のうち{ $seen }つを見ました
stamps-all = { $all }の村をすべて見ました
stamps-none = 最初のスタンプを待っています
stamps-visited = { $count }ブース訪問済み
stamps-to-see = { $count }ブースが待っています
stamps-show = チケットをカメラに見せてください
stamps-show-scanner = チケットをスキャナーにかざしてください
stamps-how = ブースを訪れた村ごとにスタンプが一つ押されます
stamps-now = 現在の記録
stamps-as-of = { $time }の最後の接続時の記録
stamps-unsure = 接続していないため、新しいスタンプがない場合があります
stamps-elsewhere = 会場内の端末でカードをご覧ください
