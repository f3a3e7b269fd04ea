# The door: tickets, questions, verdicts.

## The screen that waits for a ticket

scan-title = チケットのQRコードをカメラに見せてください
scan-title-scanner = チケットのQRコードをスキャナーにかざしてください
scan-title-out = お帰りの際もチケットをかざしてください
scan-hint = 手のひら一つ分ほど離してください
scan-hint-scanner = 音が鳴るまで動かさないでください
scan-hint-silent = 画面の色が変わるまで動かさないでください
scan-reading = コードを読み取っています。そのままお待ちください
scan-preview = QRコードの枠が入ったカメラの映像
scan-illustration = QRコードを読み取っているチケットの絵
scan-browse = ブースを見る
scan-sample = 見本のチケットを読み取る
mode-in = 入口
mode-out = 出口
mode-both = 出入口
mode-confirm = 入場のたびに係員が確認します
mode-unheard = スキャナー入力なし：画面に触れてください
mode-rehearsal = 練習中 – 集計されません
demos-title = 本日の実演
demo-now = 実演中
file-unreadable = ファイル { $name } を読み取れませんでした。PNGまたはJPEGの画像でもう一度お試しください。

## Visitors who check in by themselves

self-title = ようこそ。こちらで入場手続きをどうぞ
self-step-show = コードをカメラに見せる
self-step-show-scanner = コードをスキャナーにかざす
self-step-wait = 緑の画面を待つ
self-step-wait-out = お別れの画面を待つ
self-step-walk = 中へどうぞ、お楽しみください
self-step-walk-out = お気をつけて、またどうぞ
self-step = 手順{ $number }：{ $step }

## A check under way, and what is asked before anything is counted

checking-title = チケットを確認しています
checking-next = 少々お待ちください
checking-slow = いつもより時間がかかっています。お待ちください
ask-people-title = 今、何名で入場されますか？
ask-people-left = { $party }名用チケット、あと{ $most }名が入場できます
ask-people-party = { $party }名用チケット
ask-confirm-title = 入場を認めますか？
ask-confirm-next = 係員が確認するまで集計されません
ask-again = 本日すでに入場済み
ask-fewer = 1名減らす
ask-more = 1名増やす
ask-all = { $count }名全員
ask-come-in = { $count }名入場
ask-later = 後で
ask-admit = 入場を認める
ask-decline = いいえ
ask-leaving-title = 今回は何名が出ますか
ask-leaving-inside = { $party }名用のチケット、{ $most }名が入場中
ask-leave = { $count }名が出る
ask-stay = 後で

## What became of a ticket

verdict-close = 閉じる
verdict-repeat = 先ほど読み取ったチケットです。二重には数えません
verdict-code = チケット { $code }
people = { $count }名
people-left = お連れ様あと{ $count }名が入場できます
people-left-of = { $party }名のうちあと{ $count }名
admitted-title = どうぞお入りください
admitted-next = ごゆっくりお楽しみください
admitted-again-title = お帰りなさい
admitted-again-next = どうぞお入りください
exited-title = さようなら
exited-next = ご来場ありがとうございました

reason-malformed-title = チケットのコードではありません
reason-malformed-next = 展覧会のチケットにあるQRコードを見せてください
reason-bad-signature-title = このチケットを確認できませんでした
reason-bad-signature-next = チケット売り場で確認いたします
reason-unknown-key-title = この端末ではまだ確認できません
reason-unknown-key-next = 入口の係員にお声がけください。端末の更新が必要です
reason-wrong-exhibition-title = 別の展覧会のチケットです
reason-wrong-exhibition-next = この展覧会のチケットをお探しになるか、売り場でお求めください
reason-unknown-ticket-title = 名簿にないチケットです
reason-unknown-ticket-next = チケットか予約の控えを売り場へお持ちください
reason-ambiguous-ticket-title = 複数のチケットに使われているコードです
reason-ambiguous-ticket-next = 予約の控えを持って入口の係員へお越しください
reason-revoked-title = 取り消されたチケットです
reason-revoked-next = 交換または払い戻し済みの可能性があります。売り場でお尋ねください
reason-blocked-title = 利用が保留されているチケットです
reason-blocked-next = 入口の係員にお声がけください
reason-not-yet-valid-title = まだ使えないチケットです
reason-not-yet-valid-next = チケットの日付をご確認ください
reason-expired-title = 期限の切れたチケットです
reason-expired-next = 売り場で新しいチケットをお求めいただけます
reason-wrong-day-title = 本日のチケットではありません
reason-wrong-day-next = チケットの日付をご確認ください
reason-wrong-gate-title = この入口のチケットではありません
reason-wrong-gate-next = どの入口か係員にお尋ねください
reason-not-open-title = この入口は今は閉まっています
reason-not-open-next = 開場時間内にお越しください
reason-already-used-title = すでに使われたチケットです
reason-already-used-next = お心当たりがない場合は入口の係員にお声がけください
reason-limit-reached-title = 入場回数を使い切りました
reason-limit-reached-next = お困りの場合は入口の係員にお声がけください
reason-too-soon-title = 今使われたばかりのチケットです
reason-too-soon-next = 数分待ってからもう一度かざしてください
reason-full-title = ただいま満員です
reason-full-next = 少々お待ちください。空きができたら係員がご案内します
reason-needs-staff-title = 係員にお声がけください
reason-needs-staff-next = 入口の係員がすぐにお手伝いします

reason-unknown-key-alone = 係員をお呼びください。端末の更新が必要です
reason-blocked-alone = 係員をお呼びください
reason-wrong-gate-alone = どの入口か係員にお尋ねください
reason-ambiguous-ticket-alone = 係員を呼び、予約の控えをお見せください
reason-already-used-alone = お心当たりがない場合は係員をお呼びください
reason-limit-reached-alone = お困りの場合は係員をお呼びください
reason-full-alone = 少し待ってからもう一度かざしてください
reason-needs-staff-alone = 係員がすぐにお手伝いします

used-at = { $time }に{ $gate }で使用済み
come-back-on = { $date }にお越しください
come-back-at = { $time }にお越しください
come-back-at-on = { $date } { $time }にお越しください
was-valid-until = 最終日は{ $date }でした
valid-before = 最後に使えたのは{ $date }でした
closed-at = この入口は{ $time }に閉まりました
open-hours = 本日の開場時間：{ $opens }〜{ $closes }
scan-again-in = { $minutes }分後（{ $time }）にもう一度かざしてください
limit-a-day = 1日{ $count }回まで入場できます
limit-in-all = 全部で{ $count }回まで入場できます
limit-days = お好きな{ $count }日間、入場できます
limit-party = あと{ $count }名が入場できます
leads-to = この入口は{ $zone }へ通じています
inside-of = 現在{ $inside }名、定員{ $capacity }名
room-for = 今あと{ $count }名が入れます
time-unknown = この端末は現在時刻が分からないため、係員が確認いたします
code-too-short = コードが短すぎます。チケットのコードは{ $least }文字以上です
revoked-since = { $time }に取り消されました
blocked-since = { $time }に保留されました

help-at = 係員の場所：{ $place }
help-call = お電話でのご案内：{ $contact }
help-at-call = 係員の場所：{ $place } · { $contact }
help-door = チケットを確認している入口に係員がいます
