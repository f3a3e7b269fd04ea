# The way to a booth, and the places on a plan: the same words on kiosks and on visitors' phones.
# "turn" is ahead, left, right, back, or unknown when nobody knows which way the visitor looks.

## The way

way-length = { $metres } 米 · 步行约 { $minutes } 分钟
way-floor =
    { $turn ->
        [left] 左转，走 { $metres } 米
        [right] 右转，走 { $metres } 米
        [back] 向后转，走 { $metres } 米
       *[ahead] 直行 { $metres } 米
    }
way-floor-at =
    { $turn ->
        [left] 在“{ $mark }”左转，走 { $metres } 米
        [right] 在“{ $mark }”右转，走 { $metres } 米
        [back] 在“{ $mark }”向后转，走 { $metres } 米
       *[ahead] 在“{ $mark }”直行 { $metres } 米
    }
way-ramp =
    { $turn ->
        [left] 左转上坡道，{ $metres } 米
        [right] 右转上坡道，{ $metres } 米
        [back] 向后转上坡道，{ $metres } 米
       *[ahead] 走坡道，{ $metres } 米
    }
way-steps =
    { $turn ->
        [left] 左转走台阶
        [right] 右转走台阶
        [back] 向后转走台阶
       *[ahead] 走台阶
    }
way-stairs =
    { $turn ->
        [left] 左转走楼梯到“{ $level }”
        [right] 右转走楼梯到“{ $level }”
        [back] 向后转走楼梯到“{ $level }”
       *[ahead] 走楼梯到“{ $level }”
    }
way-lift =
    { $turn ->
        [left] 左转乘电梯到“{ $level }”
        [right] 右转乘电梯到“{ $level }”
        [back] 向后转乘电梯到“{ $level }”
       *[ahead] 乘电梯到“{ $level }”
    }
way-arrival =
    { $side ->
        [left] { $number } 号展位在您左侧
        [right] { $number } 号展位在您右侧
       *[ahead] { $number } 号展位在您前方
    }
way-arrival-at =
    { $side ->
        [left] “{ $name }”在您左侧
        [right] “{ $name }”在您右侧
       *[ahead] “{ $name }”在您前方
    }

## Places

place-entrance = 入口
place-exit = 出口
place-toilets = 洗手间
place-accessible-toilet = 无障碍洗手间
place-water = 饮水处
place-first-aid = 急救站
place-lift = 电梯
place-ramp = 坡道
place-stairs = 楼梯
place-information = 问讯处
place-seats = 休息座椅
place-landmark = 地标
