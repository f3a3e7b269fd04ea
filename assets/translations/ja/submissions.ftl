# Joining the network, and being contacted by an exhibitor.

## Joining the network

network-title = ネットワークに参加
network-question = どのような形で参加されますか？
role-producer = 生産者
role-producer-note = 品物を作る工房やご家族
role-distributor = 販売者
role-distributor-note = 品物を売るお店や業者
role-consumer = 消費者
role-consumer-note = 品物を買って使う方

## Being contacted by an exhibitor

contact-title = ブースからの連絡を希望
contact-open = このブースからの連絡を希望

## Details

submission-step-count = ステップ { $step }/{ $steps }
submission-person-question = お名前を教えてください
submission-question = ご連絡先を教えてください
submission-name = お名前
submission-name-why = 正しくお呼びするためです
submission-organisation = 会社・団体・工房名（任意）
submission-organisation-why = どちらの代表の方か確認するためです
submission-reach = 電話番号またはメール
submission-reach-why = ネットワークの集まりにご招待するためです
submission-reach-why-booth = ブースからお返事するためです
submission-place = 村・町（任意）
submission-place-why = お近くの集まりにご招待するためです
submission-note = メッセージ（任意）
submission-note-why = ブースがお返事を準備するためです
submission-next = 次へ
submission-name-missing = お名前をご記入ください
submission-reach-missing = 電話番号かメールアドレスをご記入ください
submission-phone-wrong = 電話番号は0から始まる10桁です（海外は+から）
submission-email-wrong = メールは name@gmail.com の形でご記入ください
submission-too-long = 少し長いので短くしてください

## Consent

consent-title = ご確認ください
consent-network = 主催者がこの情報を保管し、持続可能な生産と消費のネットワークについてご連絡することがあります。
consent-contact = { $number }番ブース「{ $booth }」がこの情報を受け取り、ご連絡することがあります。ほかのブースは見ることができません。
consent-only = ほかの目的には使いません。主催者のサーバーに届きしだい、この端末から消えます。
consent-undo = いつでも主催者に削除を求めることができます。
consent-yes = 同意します
consent-no = 同意しません

## What comes of it

submission-sending = 保存しています。少々お待ちください
submission-thanks = ありがとうございます
submission-thanks-network = 主催者からご連絡いたします
submission-thanks-contact = ブースからご連絡いたします
submission-thanks-gone = この画面にお客様の情報は残っていません
submission-done = 完了
submission-failed = 保存できませんでした
submission-failed-next = 何も送信されていません。もう一度お試しになるか、係員にお尋ねください。
submission-again = もう一度試す

## To somebody with a ticket, while somebody else writes

form-busy = ほかの方が記入しています
form-busy-next = 少し後でもう一度チケットをかざしてください
