# Demonstrations: the programme, one session and its places, one artisan and the steps of the craft.

## The programme

programme-title = 実演
programme-today = 今日
programme-weekday =
    { $weekday ->
        [1] 月曜日
        [2] 火曜日
        [3] 水曜日
        [4] 木曜日
        [5] 金曜日
        [6] 土曜日
       *[7] 日曜日
    }
programme-date = { $month }月{ $day }日
programme-minutes = { $minutes }分
programme-now = 実演中、残り{ $minutes }分
programme-soon = { $minutes }分後
programme-next = 次
programme-empty = この日の実演はありません
hands-on = 体験
hands-on-seats = 体験、{ $seats }席
hands-on-left = 体験、{ $seats }席中残り{ $left }席
hands-on-full = 体験、満席

## One session

session-title = 実演
session-hands-on = 体験教室
session-when = { $date } { $time } · { $minutes }分
session-artisan = 職人について
session-map = 地図を開く
session-come = 席の予約は不要です。どうぞご覧ください

## One artisan

artisan-title = 職人
artisan-sessions = 職人に会える時間
artisan-when = { $date } { $time }
steps-title = 作り方
slide-of = { $count }工程中{ $number }番目
slide-back = 前の工程
slide-on = 次の工程
slide-play = 再生
slide-pause = 一時停止
video-watch = 動画を見る（{ $seconds }秒）
video-steps = 工程の絵に戻る
video-play = 再生
video-pause = 一時停止
video-again = 最初から見る
video-time = { $at } / { $length }
video-silent = この動画に音声はありません
video-wait = 少々お待ちください
video-failed = ただいま動画を再生できません
video-failed-next = 絵ですべての工程をご覧いただけます
captions-on = 字幕をつける
captions-off = 字幕を消す

## Taking a place

seats-title = 席の予約
seats-all = この回の席は{ $seats }席です
seats-left = { $seats }席中残り{ $left }席
seat-hold = 席を取るにはチケットのQRコードをスキャナーにかざしてください
seat-hold-next = チケット1枚につき1回ごとに一度
seat-hall = 会場内の端末で席をお取りください
seat-over = この回は終了しました
seat-begun = この回は始まっています
seat-begun-next = 見学は歓迎いたします
seat-none = 満席です
seat-none-next = 席が戻ればここに表示されます
seat-how-many = 何名分の席ですか？
seat-asking = ほかの端末の席を探しています
seat-asking-next = 数秒お待ちください
seat-yours = { $count }席をお取りしました
seat-yours-already = このチケットはすでに{ $count }席お取りしています
seat-confirmed = 確定しました。開始5分前にお越しください。
seat-until = { $time }までお取りしておきます。接続されしだい、開始まで確定します。
seat-elsewhere = 端末{ $kiosk }でお取りした席です。返す場合はそちらでどうぞ。
seat-too-few = 残りは{ $count }席だけです
seat-at-hand = 今この端末には{ $count }席しかありません
seat-not-now = 今ここでは席を取れません
seat-not-now-next = 数分後にもう一度、またはほかの端末でお試しください
seat-no-clock-next = サーバーを待っています。ほかの端末をご利用ください。
seat-wrong-day = その日には使えないチケットです
seat-wrong-day-next = チケットの日付をご確認ください
seat-give-back = 席を返す
seat-show-again = { $count }席を返すには、もう一度チケットをかざしてください
seat-show-again-next = ほかの方が返すことはできません
seat-given-back = 席をお返しいただきました
seat-given-back-next = お譲りいただきありがとうございます
seat-cancel = 取り消す
seat-done = 完了
