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
hands-on-places = 体験、{ $places }席
hands-on-left = 体験、{ $places }席中残り{ $left }席
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

places-title = 席の予約
places-all = この回の席は{ $places }席です
places-left = { $places }席中残り{ $left }席
place-hold = 席を取るにはチケットのQRコードをスキャナーにかざしてください
place-hold-next = チケット1枚につき1回ごとに一度
place-hall = 会場内の端末で席をお取りください
place-over = この回は終了しました
place-begun = この回は始まっています
place-begun-next = 見学は歓迎いたします
place-none = 満席です
place-none-next = 席が戻ればここに表示されます
place-how-many = 何名分の席ですか？
place-asking = ほかの端末の席を探しています
place-asking-next = 数秒お待ちください
place-yours = { $count }席をお取りしました
place-yours-already = このチケットはすでに{ $count }席お取りしています
place-confirmed = 確定しました。開始5分前にお越しください。
place-until = { $time }までお取りしておきます。接続されしだい、開始まで確定します。
place-elsewhere = 端末{ $kiosk }でお取りした席です。返す場合はそちらでどうぞ。
place-too-few = 残りは{ $count }席だけです
place-at-hand = 今この端末には{ $count }席しかありません
place-not-now = 今ここでは席を取れません
place-not-now-next = 数分後にもう一度、またはほかの端末でお試しください
place-no-clock-next = サーバーを待っています。ほかの端末をご利用ください。
place-wrong-day = その日には使えないチケットです
place-wrong-day-next = チケットの日付をご確認ください
place-give-back = 席を返す
place-show-again = { $count }席を返すには、もう一度チケットをかざしてください
place-show-again-next = ほかの方が返すことはできません
place-given-back = 席をお返しいただきました
place-given-back-next = お譲りいただきありがとうございます
place-cancel = 取り消す
place-done = 完了
