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

letter-step-count = ステップ { $step }/{ $steps }
letter-person-question = お名前を教えてください
letter-question = ご連絡先を教えてください
letter-name = お名前
letter-name-why = 正しくお呼びするためです
letter-organisation = 会社・団体・工房名（任意）
letter-organisation-why = どちらの代表の方か確認するためです
letter-reach = 電話番号またはメール
letter-reach-why = ネットワークの集まりにご招待するためです
letter-reach-why-booth = ブースからお返事するためです
letter-place = 村・町（任意）
letter-place-why = お近くの集まりにご招待するためです
letter-note = メッセージ（任意）
letter-note-why = ブースがお返事を準備するためです
letter-next = 次へ
letter-name-missing = お名前をご記入ください
letter-reach-missing = 電話番号かメールアドレスをご記入ください
letter-phone-wrong = 電話番号は0から始まる10桁です（海外は+から）
letter-email-wrong = メールは name@gmail.com の形でご記入ください
letter-too-long = 少し長いので短くしてください

## Consent

consent-title = ご確認ください
consent-network = 主催者がこの情報を保管し、持続可能な生産と消費のネットワークについてご連絡することがあります。
consent-contact = { $number }番ブース「{ $booth }」がこの情報を受け取り、ご連絡することがあります。ほかのブースは見ることができません。
consent-only = ほかの目的には使いません。主催者のサーバーに届きしだい、この端末から消えます。
consent-undo = いつでも主催者に削除を求めることができます。
consent-yes = 同意します
consent-no = 同意しません

## What comes of it

letter-sending = 保存しています。少々お待ちください
letter-thanks = ありがとうございます
letter-thanks-network = 主催者からご連絡いたします
letter-thanks-contact = ブースからご連絡いたします
letter-thanks-gone = この画面にお客様の情報は残っていません
letter-done = 完了
letter-failed = 保存できませんでした
letter-failed-next = 何も送信されていません。もう一度お試しになるか、係員にお尋ねください。
letter-again = もう一度試す

## To somebody with a ticket, while somebody else writes

form-busy = ほかの方が記入しています
form-busy-next = 少し後でもう一度チケットをかざしてください
