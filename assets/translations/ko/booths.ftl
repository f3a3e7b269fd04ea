# Booths and how to find them.

## Booths

booths-title = 부스
booths-count = 부스 { $count }곳
search-name = 부스 찾기
search-hint = 이름, 상품, 번호로 검색
search-clear = 검색어 지우기
browse-by = 부스 분류
browse-all = 전체
browse-villages = 마을
browse-products = 상품
browse-practices = 지속 가능
browse-life-cycle = 다섯 단계란 무엇인가요?
booths-coming = 찾고 있습니다…
booths-none = 찾지 못했습니다
booths-none-next = 다른 말로 검색하시거나 전체 부스를 보세요
booths-show-all = 전체 부스 보기
found-count = 결과 { $count }건
found-area = 구역
found-session = 시연 · { $when }
found-artisan = 장인
found-amenity = 가장 가까운 곳으로 가는 길
booths-empty = 부스 목록이 아직 이 키오스크에 없습니다
booths-empty-next = 출입구의 안내판을 보시거나 직원에게 문의해 주세요
layout-group = 부스 보기 방식
layout-list = 목록
layout-grid = 격자
page-up = 위로
page-down = 아래로
back-to-scan = 입장권 스캔

## One booth

booth-number = { $number }번 부스
booth-show-the-way = 길 안내
booth-village = { $village } 공예 마을
products-title = 상품
practices-title = 지속 가능한 생산과 소비를 위해
stage-materials = 원료
stage-production = 생산
stage-distribution = 유통
stage-use = 사용
stage-disposal = 사용 후
certificate = 네트워크 인증 회원
sample-note = 샘플 자료: 실제 업체가 아닙니다

## Kinds of products

product-tea = 차와 커피
product-tableware = 그릇과 접시
product-kitchen = 냄비와 항아리
product-vases = 꽃병
product-decoration = 장식품
product-house = 집과 정원
product-altar = 제기와 향
product-gifts = 선물과 장난감
product-gilding = 금박과 칠기
product-leather = 가죽
product-herbs = 약재
product-plants = 꽃과 식물
product-other = 기타 상품
