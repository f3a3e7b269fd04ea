# A kiosk at a booth, and the stamp card.

## A kiosk at a booth

visit-invite = チケットをカメラに見せて訪問を記録しましょう
visit-invite-scanner = チケットをスキャナーにかざして訪問を記録しましょう
visit-hint = 村のブースを一つ訪れると、その村のスタンプがもらえます
visit-booth = { $number }番ブース
visited-title = ようこそ
visited-next = 訪問を記録しました
visited-again-title = またお会いできてうれしいです
visited-again-next = このブースはすでにスタンプカードにあります
visited-contact = ブースからの連絡を希望

## The stamp card

stamps-title = スタンプカード
stamps-count = { $all }村のうち{ $seen }村をご覧になりました
stamps-all = { $all }村すべてをご覧になりました
stamps-none = 最初のスタンプをお待ちしています
stamps-visited = { $count }ブースを訪問
stamps-to-see = あと{ $count }ブース
stamps-show = チケットをカメラに見せてください
stamps-show-scanner = チケットをスキャナーにかざしてください
stamps-how = 村のブースを一つ訪れると、その村のスタンプがもらえます
stamps-now = 現在
stamps-as-of = { $time }現在、この端末が最後に接続した時点
stamps-unsure = 接続なし：最新のスタンプが反映されていないことがあります
stamps-elsewhere = スタンプカードは会場内の端末でご覧ください
