# A kiosk at a booth, and the stamp card.

## A kiosk at a booth

visit-invite = 입장권을 카메라에 보여 방문을 기록하세요
visit-invite-scanner = 입장권을 스캐너에 대어 방문을 기록하세요
visit-hint = 공예 마을의 부스를 한 곳 방문하면 그 마을의 스탬프를 받습니다
visit-booth = { $number }번 부스
visited-title = 환영합니다
visited-next = 방문이 기록되었습니다
visited-again-title = 다시 만나 반갑습니다
visited-again-next = 이미 스탬프 카드에 있는 부스입니다
visited-contact = 이 부스에서 연락받기

## The stamp card

stamps-title = 스탬프 카드
stamps-count = { $all }개 마을 중 { $seen }개 마을을 보셨습니다
stamps-all = { $all }개 마을을 모두 보셨습니다
stamps-none = 첫 스탬프를 기다리고 있습니다
stamps-visited = 부스 { $count }곳 방문
stamps-to-see = 볼 부스 { $count }곳
stamps-show = 입장권을 카메라에 보여 주세요
stamps-show-scanner = 입장권을 스캐너에 대 주세요
stamps-how = 공예 마을의 부스를 한 곳 방문하면 그 마을의 스탬프를 받습니다
stamps-now = 현재 기준
stamps-as-of = { $time } 기준, 키오스크가 마지막으로 연결된 때
stamps-unsure = 연결 끊김: 최근 스탬프가 빠져 있을 수 있습니다
stamps-elsewhere = 스탬프 카드는 전시장의 키오스크에서 확인해 주세요
