# The door: tickets, questions, verdicts.

## The screen that waits for a ticket

scan-title = 입장권의 QR 코드를 카메라에 보여 주세요
scan-title-scanner = 입장권의 QR 코드를 스캐너에 대 주세요
scan-title-out = 나가실 때 입장권을 스캔해 주세요
scan-hint = 입장권을 한 뼘 정도 떨어뜨려 주세요
scan-hint-scanner = 소리가 날 때까지 움직이지 말아 주세요
scan-hint-silent = 화면 색이 바뀔 때까지 움직이지 말아 주세요
scan-reading = 코드를 읽고 있습니다. 그대로 계세요
scan-preview = QR 코드 자리를 표시한 카메라 실시간 화면
scan-illustration = QR 코드를 스캔하는 입장권 그림
scan-browse = 부스 둘러보기
scan-sample = 샘플 입장권 스캔
mode-in = 입구
mode-out = 출구
mode-both = 출입구
mode-confirm = 입장할 때마다 직원이 확인합니다
mode-unheard = 스캐너 입력 안 됨: 화면을 눌러 주세요
mode-rehearsal = 연습 중 – 집계되지 않습니다
demos-title = 오늘의 시연
demo-now = 진행 중
file-unreadable = 파일 { $name }을(를) 읽을 수 없습니다. PNG 또는 JPEG 사진으로 다시 시도해 주세요.

## Visitors who check in by themselves

self-title = 환영합니다. 여기에서 입장해 주세요
self-step-show = 코드를 카메라에 보여 주세요
self-step-show-scanner = 코드를 스캐너에 대 주세요
self-step-wait = 녹색 화면을 기다려 주세요
self-step-wait-out = 작별 인사가 나올 때까지 기다려 주세요
self-step-walk = 들어가서 즐거운 시간 되세요
self-step-walk-out = 안녕히 가세요, 또 만나요
self-step = { $number }단계: { $step }

## A check under way, and what is asked before anything is counted

checking-title = 입장권을 확인하고 있습니다
checking-next = 잠시만 기다려 주세요
checking-slow = 평소보다 오래 걸리고 있습니다. 기다려 주세요
ask-people-title = 지금 몇 분이 입장하시나요?
ask-people-left = { $party }인용 입장권, 아직 { $most }명이 남았습니다
ask-people-party = { $party }인용 입장권
ask-confirm-title = 입장시킬까요?
ask-confirm-next = 직원이 확인해야 집계됩니다
ask-again = 오늘 이미 입장함
ask-fewer = 한 명 적게
ask-more = 한 명 더
ask-all = { $count }명 모두
ask-come-in = { $count }명 입장
ask-later = 나중에
ask-admit = 입장 허용
ask-decline = 아니요
ask-leaving-title = 지금 몇 분이 나가시나요?
ask-leaving-inside = { $party }인용 입장권, { $most }명이 안에 있습니다
ask-leave = { $count }명 퇴장
ask-stay = 나중에

## What became of a ticket

verdict-close = 닫기
verdict-repeat = 방금 스캔한 입장권입니다. 두 번 집계되지 않습니다
verdict-code = 입장권 { $code }
people = { $count }명
people-left = 일행 { $count }명이 더 입장할 수 있습니다
people-left-of = { $party }명 중 { $count }명 남음
admitted-title = 어서 오세요
admitted-next = 즐거운 관람 되세요
admitted-again-title = 다시 오셨군요
admitted-again-next = 들어가 주세요
exited-title = 안녕히 가세요
exited-next = 전시회를 찾아 주셔서 감사합니다

reason-malformed-title = 입장권 코드가 아닙니다
reason-malformed-next = 전시회 입장권에 인쇄된 QR 코드를 보여 주세요
reason-bad-signature-title = 입장권을 확인할 수 없습니다
reason-bad-signature-next = 매표소로 가져가시면 확인해 드립니다
reason-unknown-key-title = 이 키오스크에서는 아직 확인할 수 없습니다
reason-unknown-key-next = 출입구 직원에게 문의해 주세요. 키오스크 업데이트가 필요합니다
reason-wrong-exhibition-title = 다른 전시회의 입장권입니다
reason-wrong-exhibition-next = 이 전시회의 입장권을 찾으시거나 매표소에서 구입해 주세요
reason-unknown-ticket-title = 목록에 없는 입장권입니다
reason-unknown-ticket-next = 입장권이나 예약 내역을 가지고 매표소로 가 주세요
reason-ambiguous-ticket-title = 이 코드는 여러 입장권에 쓰이고 있습니다
reason-ambiguous-ticket-next = 예약 내역을 가지고 출입구 직원에게 가 주세요
reason-revoked-title = 취소된 입장권입니다
reason-revoked-next = 교환 또는 환불되었을 수 있습니다. 매표소에 문의해 주세요
reason-blocked-title = 사용이 보류된 입장권입니다
reason-blocked-next = 출입구 직원에게 도움을 요청해 주세요
reason-not-yet-valid-title = 아직 사용할 수 없는 입장권입니다
reason-not-yet-valid-next = 입장권의 날짜를 확인해 주세요
reason-expired-title = 기한이 지난 입장권입니다
reason-expired-next = 매표소에서 새 입장권을 구입하실 수 있습니다
reason-wrong-day-title = 오늘 날짜의 입장권이 아닙니다
reason-wrong-day-next = 입장권의 날짜를 확인해 주세요
reason-wrong-gate-title = 이 출입구의 입장권이 아닙니다
reason-wrong-gate-next = 어느 출입구로 가야 하는지 직원에게 문의해 주세요
reason-not-open-title = 지금은 열려 있지 않은 출입구입니다
reason-not-open-next = 운영 시간에 다시 와 주세요
reason-already-used-title = 이미 사용한 입장권입니다
reason-already-used-next = 잘못되었다면 출입구 직원에게 말씀해 주세요
reason-limit-reached-title = 입장 횟수를 모두 사용했습니다
reason-limit-reached-next = 도움이 필요하시면 출입구 직원에게 말씀해 주세요
reason-too-soon-title = 방금 사용한 입장권입니다
reason-too-soon-next = 몇 분 후에 다시 스캔해 주세요
reason-full-title = 지금은 전시장이 꽉 찼습니다
reason-full-next = 잠시 기다려 주세요. 자리가 나면 직원이 안내합니다
reason-needs-staff-title = 직원에게 문의해 주세요
reason-needs-staff-next = 출입구 직원이 바로 도와드립니다

reason-unknown-key-alone = 직원을 불러 주세요. 키오스크 업데이트가 필요합니다
reason-blocked-alone = 직원을 불러 도움을 받으세요
reason-wrong-gate-alone = 어느 출입구로 가야 하는지 직원에게 문의해 주세요
reason-ambiguous-ticket-alone = 직원을 불러 예약 내역을 보여 주세요
reason-already-used-alone = 잘못되었다면 직원을 불러 주세요
reason-limit-reached-alone = 도움이 필요하시면 직원을 불러 주세요
reason-full-alone = 잠시 기다렸다가 다시 스캔해 주세요
reason-needs-staff-alone = 직원이 바로 도와드립니다

used-at = { $time }, { $gate }에서 사용됨
come-back-on = { $date }에 다시 와 주세요
come-back-at = { $time }에 다시 와 주세요
come-back-at-on = { $date } { $time }에 다시 와 주세요
was-valid-until = 마지막 사용일은 { $date }이었습니다
valid-before = 마지막 유효일은 { $date }이었습니다
closed-at = 이 출입구는 { $time }에 닫혔습니다
open-hours = 오늘 운영 시간: { $opens }~{ $closes }
scan-again-in = { $minutes }분 후, { $time }에 다시 스캔해 주세요
limit-a-day = 하루 { $count }회 입장할 수 있습니다
limit-in-all = 모두 { $count }회 입장할 수 있습니다
limit-days = 원하는 { $count }일 동안 입장할 수 있습니다
limit-party = 아직 { $count }명이 입장할 수 있습니다
leads-to = 이 출입구는 { $zone }(으)로 통합니다
inside-of = 현재 { $inside }명, 최대 { $capacity }명
room-for = 지금 { $count }명이 들어갈 수 있습니다
time-unknown = 이 기기의 시각을 알 수 없어 직원이 확인해 드립니다
code-too-short = 코드가 너무 짧습니다. 입장권 코드는 { $least }자 이상입니다
revoked-since = { $time }에 취소되었습니다
blocked-since = { $time }에 보류되었습니다

help-at = 직원 위치: { $place }
help-call = 전화 도움: { $contact }
help-at-call = 직원 위치: { $place } · { $contact }
help-door = 입장권을 확인하는 출입구에 직원이 있습니다
