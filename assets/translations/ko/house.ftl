# What stands on every screen: names, dates, how the kiosk is doing.

language-name = 한국어
language-short = 한
language-switch = 언어
window-title = 입장권과 부스

## Dates and times

date-full =
    { $year }년 { $month }월 { $day }일 { $weekday ->
        [1] 월요일
        [2] 화요일
        [3] 수요일
        [4] 목요일
        [5] 금요일
        [6] 토요일
       *[7] 일요일
    }
date-short =
    { $month }월 { $day }일({ $weekday ->
        [1] 월
        [2] 화
        [3] 수
        [4] 목
        [5] 금
        [6] 토
       *[7] 일
    })
date-in-sentence =
    { $month }월 { $day }일 { $weekday ->
        [1] 월요일
        [2] 화요일
        [3] 수요일
        [4] 목요일
        [5] 금요일
        [6] 토요일
       *[7] 일요일
    }
time-of-date = { $month }월 { $day }일 { $time }

## When nobody touches the screen

idle-question = 계속 보고 계신가요?
idle-countdown = { $seconds }초 후 처음 화면으로 돌아갑니다
idle-stay = 계속 볼게요

## For staff

too-small-title = 화면이 너무 작습니다
too-small-next = 키오스크에는 최소 800×480 또는 540×960 픽셀(밀리미터당 5.5픽셀 이하)의 화면이 필요합니다. 담당자를 불러 주세요.
status-kiosk = 키오스크 { $kiosk }
status-online = 서버에 연결됨
status-offline = 연결 끊김, 입장권 확인은 계속됩니다
status-not-yet = 아직 서버에 연결되지 않음, 입장권 확인은 계속됩니다
status-time-unsure = 시각을 알 수 없음
status-gate-missing = 이 출입구가 목록에 없음
status-waiting =
    { $count ->
        [0] 모두 전송됨
       *[other] 전송 대기 { $count }건
    }
status-scanners = 스캐너 { $count }대 준비됨
status-camera-missing = 카메라 없음
status-camera-failed = 카메라가 작동하지 않습니다
status-folder-failed = 사진 폴더를 사용할 수 없습니다
status-hand-missing = 핸드 스캐너 없음
status-hand-failed = 핸드 스캐너가 작동하지 않습니다
status-serial-missing = 시리얼 스캐너 없음
status-serial-failed = 시리얼 스캐너가 작동하지 않습니다
status-frames-failed = 외부 카메라가 작동하지 않습니다
status-silent = 소리 없음
closed-next = { $gate }의 키오스크 { $kiosk }을(를) 이용해 주세요
moved-here = 이 키오스크는 다음 장소로 옮겨졌습니다: { $place }
out-of-order-title = 사용할 수 없습니다
out-of-order-next = 매표소로 가시거나 출입구 직원에게 문의해 주세요
out-of-order-alone = 직원이 입장권을 확인하는 출입구를 이용해 주세요
out-of-order-alone-at = { $place }(으)로 가 주세요
out-of-order-call = 직원 연락처: { $contact }
out-of-order-organisers = 직원은 주최 측에 연락해 주세요
out-of-order-kiosk = 키오스크 번호를 알려 주세요: { $kiosk }
