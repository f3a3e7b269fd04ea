# Đường đến gian hàng và các nơi trên sơ đồ: cùng một lời trên máy và trên điện thoại của khách.

## Đường đi

way-length = { $metres } m · khoảng { $minutes } phút đi bộ
way-floor =
    { $turn ->
        [left] Rẽ trái, đi { $metres } m
        [right] Rẽ phải, đi { $metres } m
        [back] Quay lại phía sau, đi { $metres } m
       *[ahead] Đi thẳng { $metres } m
    }
way-floor-at =
    { $turn ->
        [left] Đến “{ $mark }” rẽ trái, đi { $metres } m
        [right] Đến “{ $mark }” rẽ phải, đi { $metres } m
        [back] Đến “{ $mark }” quay lại phía sau, đi { $metres } m
       *[ahead] Đến “{ $mark }” đi thẳng { $metres } m
    }
way-ramp =
    { $turn ->
        [left] Rẽ trái, đi theo đường dốc { $metres } m
        [right] Rẽ phải, đi theo đường dốc { $metres } m
        [back] Quay lại phía sau, đi theo đường dốc { $metres } m
       *[ahead] Đi theo đường dốc { $metres } m
    }
way-steps =
    { $turn ->
        [left] Rẽ trái, đi qua bậc thềm
        [right] Rẽ phải, đi qua bậc thềm
        [back] Quay lại phía sau, đi qua bậc thềm
       *[ahead] Đi qua bậc thềm
    }
way-stairs =
    { $turn ->
        [left] Rẽ trái, đi cầu thang đến “{ $level }”
        [right] Rẽ phải, đi cầu thang đến “{ $level }”
        [back] Quay lại phía sau, đi cầu thang đến “{ $level }”
       *[ahead] Đi cầu thang đến “{ $level }”
    }
way-lift =
    { $turn ->
        [left] Rẽ trái, đi thang máy đến “{ $level }”
        [right] Rẽ phải, đi thang máy đến “{ $level }”
        [back] Quay lại phía sau, đi thang máy đến “{ $level }”
       *[ahead] Đi thang máy đến “{ $level }”
    }
way-arrival =
    { $side ->
        [left] Gian số { $number } ở bên trái
        [right] Gian số { $number } ở bên phải
       *[ahead] Gian số { $number } ở ngay trước mặt
    }
way-arrival-at =
    { $side ->
        [left] “{ $name }” ở bên trái
        [right] “{ $name }” ở bên phải
       *[ahead] “{ $name }” ở ngay trước mặt
    }

## Các nơi

place-entrance = Lối vào
place-exit = Lối ra
place-toilets = Nhà vệ sinh
place-accessible-toilet = Nhà vệ sinh cho xe lăn
place-water = Nước uống
place-first-aid = Sơ cứu
place-lift = Thang máy
place-ramp = Đường dốc
place-stairs = Cầu thang, bậc thềm
place-information = Quầy thông tin
place-seats = Ghế nghỉ
place-landmark = Điểm dễ nhận ra
