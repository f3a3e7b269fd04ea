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
