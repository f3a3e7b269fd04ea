# The way to a booth, and the places on a plan: the same words on kiosks and on visitors' phones.
# "turn" is ahead, left, right, back, or unknown when nobody knows which way the visitor looks.

## The way

way-length = { $metres } m · 걸어서 약 { $minutes }분
way-floor =
    { $turn ->
        [left] 왼쪽으로 돌아 { $metres } m
        [right] 오른쪽으로 돌아 { $metres } m
        [back] 뒤로 돌아 { $metres } m
       *[ahead] 앞으로 { $metres } m
    }
way-floor-at =
    { $turn ->
        [left] ‘{ $mark }’에서 왼쪽으로 돌아 { $metres } m
        [right] ‘{ $mark }’에서 오른쪽으로 돌아 { $metres } m
        [back] ‘{ $mark }’에서 뒤로 돌아 { $metres } m
       *[ahead] ‘{ $mark }’에서 앞으로 { $metres } m
    }
way-ramp =
    { $turn ->
        [left] 왼쪽 경사로로 { $metres } m
        [right] 오른쪽 경사로로 { $metres } m
        [back] 뒤로 돌아 경사로로 { $metres } m
       *[ahead] 경사로로 { $metres } m
    }
way-steps =
    { $turn ->
        [left] 왼쪽으로 돌아 계단을 이용하세요
        [right] 오른쪽으로 돌아 계단을 이용하세요
        [back] 뒤로 돌아 계단을 이용하세요
       *[ahead] 계단을 이용하세요
    }
way-stairs =
    { $turn ->
        [left] 왼쪽으로 돌아 계단으로 ‘{ $level }’까지
        [right] 오른쪽으로 돌아 계단으로 ‘{ $level }’까지
        [back] 뒤로 돌아 계단으로 ‘{ $level }’까지
       *[ahead] 계단으로 ‘{ $level }’까지
    }
way-lift =
    { $turn ->
        [left] 왼쪽으로 돌아 엘리베이터로 ‘{ $level }’까지
        [right] 오른쪽으로 돌아 엘리베이터로 ‘{ $level }’까지
        [back] 뒤로 돌아 엘리베이터로 ‘{ $level }’까지
       *[ahead] 엘리베이터로 ‘{ $level }’까지
    }
way-arrival =
    { $side ->
        [left] { $number }번 부스가 왼쪽에 있습니다
        [right] { $number }번 부스가 오른쪽에 있습니다
       *[ahead] { $number }번 부스가 앞에 있습니다
    }
way-arrival-at =
    { $side ->
        [left] “{ $name }”: 왼쪽에 있습니다
        [right] “{ $name }”: 오른쪽에 있습니다
       *[ahead] “{ $name }”: 앞에 있습니다
    }

## Places

place-entrance = 입구
place-exit = 출구
place-toilets = 화장실
place-accessible-toilet = 장애인 화장실
place-water = 식수대
place-first-aid = 응급 처치
place-lift = 엘리베이터
place-ramp = 경사로
place-stairs = 계단
place-information = 안내소
place-seats = 쉼터
place-landmark = 이정표
