# What stands on every screen: names, dates, how the kiosk is doing.

language-name = 日本語
language-short = 日
language-switch = 言語
window-title = チケットとブース

## Dates and times

date-full =
    { $year }年{ $month }月{ $day }日 { $weekday ->
        [1] 月曜日
        [2] 火曜日
        [3] 水曜日
        [4] 木曜日
        [5] 金曜日
        [6] 土曜日
       *[7] 日曜日
    }
date-short =
    { $month }月{ $day }日（{ $weekday ->
        [1] 月
        [2] 火
        [3] 水
        [4] 木
        [5] 金
        [6] 土
       *[7] 日
    }）
date-in-sentence =
    { $month }月{ $day }日（{ $weekday ->
        [1] 月
        [2] 火
        [3] 水
        [4] 木
        [5] 金
        [6] 土
       *[7] 日
    }）
time-of-date = { $month }月{ $day }日 { $time }

## When nobody touches the screen

idle-question = まだご覧になっていますか？
idle-countdown = { $seconds }秒後に最初の画面に戻ります
idle-stay = 続けて見る

## For staff

too-small-title = 画面が小さすぎます
too-small-next = この端末には 800×480 または 540×960 ピクセル以上（1ミリあたり5.5ピクセル以下）の画面が必要です。担当者をお呼びください。
status-kiosk = 端末 { $kiosk }
status-online = サーバーに接続中
status-offline = 接続なし、チケットの確認は続けています
status-not-yet = サーバーに未接続、チケットの確認は続けています
status-time-unsure = 時間が不明
status-gate-missing = この入口は一覧にありません
status-waiting =
    { $count ->
        [0] すべて送信済み
       *[other] 送信待ち { $count }件
    }
status-scanners = スキャナー { $count }台 準備完了
status-camera-missing = カメラがありません
status-camera-failed = カメラが動作していません
status-folder-failed = 画像フォルダーが使えません
status-hand-missing = ハンドスキャナーがありません
status-hand-failed = ハンドスキャナーが動作していません
status-serial-missing = シリアルスキャナーがありません
status-serial-failed = シリアルスキャナーが動作していません
status-frames-failed = 外部カメラが動作していません
status-silent = 音が出ません
closed-next = { $gate }の端末 { $kiosk } をご利用ください
moved-here = この端末は移動しました：{ $place }
out-of-order-title = ただいま使用できません
out-of-order-next = チケット売り場、または入口の係員へお越しください
out-of-order-alone = 係員がチケットを確認している入口をご利用ください
out-of-order-alone-at = { $place }へお越しください
out-of-order-call = 係員の連絡先：{ $contact }
out-of-order-organisers = 係員は主催者に連絡してください
out-of-order-kiosk = 端末番号をお伝えください：{ $kiosk }
