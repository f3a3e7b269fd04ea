# Easier to read and to reach.

access-open = 보기 쉽고 닿기 쉽게
access-title = 화면 설정
access-close = 완료
access-large = 큰 글씨
access-large-note = 4분의 1만큼 크게
access-contrast = 고대비
access-contrast-note = 검은 바탕에 밝은 글씨
access-low = 낮은 화면
access-low-note = 모든 버튼을 아래쪽에
access-calm = 움직임 없음
access-calm-note = 그림이 움직이지 않습니다
