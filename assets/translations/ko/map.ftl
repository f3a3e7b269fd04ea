# The floor plan, and the phone that takes the way along.

map-title = 지도
map-here = 현재 위치
map-name = 지도: { $level }
map-booths = { $first }–{ $last }
map-to-level = ‘{ $level }’ 보기
map-closer = 확대
map-farther = 축소
map-whole = 전체 보기
map-left = 왼쪽으로
map-right = 오른쪽으로
map-up = 위로
map-down = 아래로
map-touch = 지도에서 부스를 터치하세요
map-booth-page = 부스 소개
map-way = 길 안내
map-close = 닫기
map-step-free = 계단 없는 길
map-no-way = 여기서 가는 길을 알 수 없습니다. 목적지는 지도에 표시되어 있습니다.
map-no-step-free = 계단 없이 가는 길을 알 수 없습니다. 직원에게 문의해 주세요.
map-unknown-place = 지도에 없는 곳입니다. 직원에게 문의해 주세요.
map-none = 지도가 아직 이 키오스크에 없습니다
map-none-next = 출입구의 안내판을 보시거나 직원에게 문의해 주세요
phone-take = 스캔하여 길 안내를 휴대폰에 담으세요
phone-code = QR 코드: { $number }번 부스를 휴대폰으로
phone-code-area = QR 코드: “{ $name }” 가는 길을 휴대폰으로
