# The pages of the hall: the invitation, the first page, the ways back.

attract-touch = 화면을 터치해 시작하세요
back = 뒤로
home = 처음 화면으로
home-title = 무엇을 보고 싶으세요?
home-booths = 부스
home-booths-note = 이름, 번호, 상품으로 찾기
home-map = 지도
home-map-note = 모든 부스로 가는 길
home-programme = 시연
home-programme-note = 시간표와 장인
home-villages = 공예 마을
home-villages-note = 오래도록 이어 갈 전통 공예
home-network = 네트워크 참여
home-network-note = 지속 가능한 공예를 위해
home-stamps = 스탬프 카드
home-stamps-note = 다녀온 마을

## What is on

on-title = 시연 구역에서
on-in-minutes = { $minutes }분 후
on-none = 오늘 시연은 모두 끝났습니다
