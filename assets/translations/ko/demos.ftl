# Demonstrations: the programme, one session and its places, one artisan and the steps of the craft.

## The programme

programme-title = 시연
programme-today = 오늘
programme-weekday =
    { $weekday ->
        [1] 월요일
        [2] 화요일
        [3] 수요일
        [4] 목요일
        [5] 금요일
        [6] 토요일
       *[7] 일요일
    }
programme-date = { $month }월 { $day }일
programme-minutes = { $minutes }분
programme-now = 진행 중, { $minutes }분 남음
programme-soon = { $minutes }분 후
programme-next = 다음
programme-empty = 이날은 시연이 없습니다
hands-on = 체험
hands-on-seats = 체험, { $seats }자리
hands-on-left = 체험, { $seats }자리 중 { $left }자리 남음
hands-on-full = 체험, 자리가 모두 찼습니다

## One session

session-title = 시연
session-hands-on = 체험 프로그램
session-when = { $date } { $time } · { $minutes }분
session-artisan = 장인 소개
session-map = 지도 열기
session-come = 자리를 잡지 않고 오셔서 보시면 됩니다

## One artisan

artisan-title = 장인
artisan-sessions = 장인을 만나는 시간
artisan-when = { $date } { $time }
steps-title = 만드는 과정
slide-of = { $count }단계 중 { $number }단계
slide-back = 이전 단계
slide-on = 다음 단계
slide-play = 재생
slide-pause = 일시 정지
video-watch = 영상 보기 ({ $seconds }초)
video-steps = 그림으로 과정 보기
video-play = 재생
video-pause = 일시 정지
video-again = 처음부터 보기
video-time = { $at } / { $length }
video-silent = 이 영상에는 소리가 없습니다
video-wait = 잠시만 기다려 주세요
video-failed = 지금은 영상을 볼 수 없습니다
video-failed-next = 그림으로 모든 과정을 볼 수 있습니다
captions-on = 자막 켜기
captions-off = 자막 끄기

## Taking a place

seats-title = 자리 신청
seats-all = 이 프로그램의 자리는 { $seats }개입니다
seats-left = { $seats }자리 중 { $left }자리 남음
seat-hold = 자리를 신청하려면 입장권의 QR 코드를 스캐너에 대 주세요
seat-hold-next = 입장권과 프로그램마다 한 번
seat-hall = 전시장의 키오스크에서 자리를 신청해 주세요
seat-over = 이미 끝난 프로그램입니다
seat-begun = 이미 시작한 프로그램입니다
seat-begun-next = 참관은 환영합니다
seat-none = 자리가 모두 찼습니다
seat-none-next = 반납된 자리가 생기면 여기에 표시됩니다
seat-how-many = 몇 분의 자리를 신청하시나요?
seat-asking = 다른 키오스크의 자리를 찾고 있습니다
seat-asking-next = 몇 초만 기다려 주세요
seat-yours = { $count }자리를 잡아 두었습니다
seat-yours-already = 이 입장권에는 이미 { $count }자리가 있습니다
seat-confirmed = 확정되었습니다. 시작 5분 전까지 와 주세요.
seat-until = { $time }까지 잡아 둡니다. 연결되면 시작 시간까지 확정됩니다.
seat-elsewhere = 키오스크 { $kiosk }에서 신청한 자리입니다. 반납은 그곳에서 해 주세요.
seat-too-few = { $count }자리만 남았습니다
seat-at-hand = 지금 이 키오스크에는 { $count }자리만 있습니다
seat-not-now = 지금은 여기에서 신청할 수 없습니다
seat-not-now-next = 몇 분 후에 다시 시도하시거나 다른 키오스크를 이용해 주세요
seat-no-clock-next = 서버를 기다리고 있습니다. 다른 키오스크를 이용해 주세요.
seat-wrong-day = 그날에 사용할 수 없는 입장권입니다
seat-wrong-day-next = 입장권에 인쇄된 날짜를 확인해 주세요
seat-give-back = 자리 반납
seat-show-again = { $count }자리를 반납하려면 입장권을 다시 대 주세요
seat-show-again-next = 그래야 다른 분이 대신 반납할 수 없습니다
seat-given-back = 자리를 반납했습니다
seat-given-back-next = 다른 분께 양보해 주셔서 감사합니다
seat-cancel = 취소
seat-done = 완료
