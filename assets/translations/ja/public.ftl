# What visitors' phones are told by the server. Products, practices and the way are in booths.ftl and way.ftl.

phone-language = 日本語
phone-languages = 言語
phone-list = すべてのブース
phone-list-note = 工芸の村ごとの一覧です。ブラウザーの検索で名前や番号を探せます。
phone-way = 道順
phone-way-from = 画面の前にいらした場所から
phone-map = { $number }番ブースへの地図
phone-map-bare = { $number }番ブースのある地図
phone-step-free = 段差のない道順を見る
phone-all-ways = 段差のある最短の道順を見る
phone-no-step-free = ここから段差のない道順はわかりません。係員にお尋ねください。
phone-no-way = そこからの道順はわかりません。ブースは地図に示しています。
phone-where = 今どちらにいらっしゃいますか？
phone-start = ここから出発
phone-about = ブースについて
phone-not-there = そのブースはありません
phone-not-there-next = ブースの番号をご確認になるか、一覧でお探しください。
phone-fallback = 一部はまだ日本語がないため、英語で表示しています。
phone-empty = ブースの一覧はまだ準備中です。後でもう一度お越しください。
