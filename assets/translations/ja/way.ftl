# The way to a booth, and the places on a plan: the same words on kiosks and on visitors' phones.
# "turn" is ahead, left, right, back, or unknown when nobody knows which way the visitor looks.

## The way

way-length = { $metres } m · 徒歩約{ $minutes }分
way-floor =
    { $turn ->
        [left] 左に曲がって{ $metres } m
        [right] 右に曲がって{ $metres } m
        [back] 後ろを向いて{ $metres } m
       *[ahead] まっすぐ{ $metres } m
    }
way-floor-at =
    { $turn ->
        [left] 「{ $mark }」で左に曲がって{ $metres } m
        [right] 「{ $mark }」で右に曲がって{ $metres } m
        [back] 「{ $mark }」で後ろを向いて{ $metres } m
       *[ahead] 「{ $mark }」でまっすぐ{ $metres } m
    }
way-ramp =
    { $turn ->
        [left] 左のスロープへ、{ $metres } m
        [right] 右のスロープへ、{ $metres } m
        [back] 後ろのスロープへ、{ $metres } m
       *[ahead] スロープを進んで{ $metres } m
    }
way-steps =
    { $turn ->
        [left] 左に曲がって段を進む
        [right] 右に曲がって段を進む
        [back] 後ろを向いて段を進む
       *[ahead] 段を進む
    }
way-stairs =
    { $turn ->
        [left] 左に曲がり、階段で「{ $level }」へ
        [right] 右に曲がり、階段で「{ $level }」へ
        [back] 後ろを向き、階段で「{ $level }」へ
       *[ahead] 階段で「{ $level }」へ
    }
way-lift =
    { $turn ->
        [left] 左に曲がり、エレベーターで「{ $level }」へ
        [right] 右に曲がり、エレベーターで「{ $level }」へ
        [back] 後ろを向き、エレベーターで「{ $level }」へ
       *[ahead] エレベーターで「{ $level }」へ
    }
way-arrival =
    { $side ->
        [left] { $number }番ブースは左側です
        [right] { $number }番ブースは右側です
       *[ahead] { $number }番ブースは正面です
    }
way-arrival-at =
    { $side ->
        [left] 「{ $name }」は左側です
        [right] 「{ $name }」は右側です
       *[ahead] 「{ $name }」は正面です
    }

## Places

place-entrance = 入口
place-exit = 出口
place-toilets = トイレ
place-accessible-toilet = 多目的トイレ
place-water = 飲み水
place-first-aid = 救護所
place-lift = エレベーター
place-ramp = スロープ
place-stairs = 階段
place-information = 案内所
place-seats = 休憩席
place-landmark = 目印
