# The pages of the hall: the invitation, the first page, the ways back.

attract-touch = 画面に触れて始める
back = 戻る
home = 最初のページへ
home-title = 何をご覧になりますか？
home-booths = ブース
home-booths-note = 名前・番号・品物で探す
home-map = 地図
home-map-note = 各ブースへの道順
home-programme = 実演
home-programme-note = 時間と職人
home-villages = 工芸の村
home-villages-note = 受け継がれる手仕事
home-network = ネットワークに参加
home-network-note = 持続可能な工芸のために
home-stamps = スタンプカード
home-stamps-note = 訪れた村

## What is on

on-title = 実演コーナーで
on-in-minutes = { $minutes }分後
on-none = 本日の実演はすべて終了しました
