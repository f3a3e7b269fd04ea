# What visitors' phones are told by the server. Products, practices and the way are in booths.ftl and way.ftl.

phone-language = 한국어
phone-languages = 언어
phone-list = 전체 부스
phone-list-note = 공예 마을별 목록입니다. 브라우저의 검색으로 이름이나 번호를 찾으세요.
phone-way = 가는 길
phone-way-from = 화면 앞에 계시던 곳에서
phone-map = { $number }번 부스로 가는 길 지도
phone-map-bare = { $number }번 부스가 있는 지도
phone-step-free = 계단 없는 길 보기
phone-all-ways = 계단이 있는 가장 짧은 길 보기
phone-no-step-free = 여기서 계단 없이 가는 길을 알 수 없습니다. 직원에게 문의해 주세요.
phone-no-way = 그곳에서 가는 길을 알 수 없습니다. 부스는 지도에 표시되어 있습니다.
phone-where = 지금 어디에 계신가요?
phone-start = 출발 지점
phone-about = 부스 소개
phone-not-there = 없는 부스입니다
phone-not-there-next = 부스의 번호를 확인하시거나 목록에서 찾아 주세요.
phone-fallback = 일부 내용은 한국어로 준비되지 않아 영어로 표시됩니다.
phone-empty = 부스 목록이 아직 준비되지 않았습니다. 나중에 다시 와 주세요.
