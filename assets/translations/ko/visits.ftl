# A kiosk at a booth, and the stamp card.

## A kiosk at a booth

visit-invite = 입장권을 카메라에 보여 방문을 기록하세요
visit-invite-scanner = 입장권을 스캐너에 대어 방문을 기록하세요
visit-hint = 부스를 방문할 때마다 공예 마을 스탬프가 채워집니다
visit-booth = { $number }번 부스
visited-title = 환영합니다
visited-next = 방문이 기록되었습니다
visited-again-title = 다시 만나 반갑습니다
visited-again-next = 이미 스탬프 카드에 있는 부스입니다
visited-contact = 이 부스에서 연락받기
