# Easier to read and to reach.

access-open = 見やすく、届きやすく
access-title = 画面の設定
access-close = 完了
access-large = 大きな文字
access-large-note = 4分の1だけ大きく
access-contrast = ハイコントラスト
access-contrast-note = 黒地に明るい文字
access-low = 低い位置で操作
access-low-note = すべてを下のほうに
access-calm = 動きなし
access-calm-note = 絵が動きません
