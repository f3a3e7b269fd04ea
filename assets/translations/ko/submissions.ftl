# Joining the network, and being contacted by an exhibitor.

## Joining the network

network-title = 네트워크 참여
network-question = 어떤 모습으로 함께하시겠어요?
role-producer = 생산자
role-producer-note = 물건을 만드는 공방이나 가족
role-distributor = 유통업자
role-distributor-note = 물건을 파는 가게나 상인
role-consumer = 소비자
role-consumer-note = 물건을 사서 쓰는 분

## Being contacted by an exhibitor

contact-title = 부스에서 연락받기
contact-open = 이 부스에서 연락받기

## Details

submission-step-count = { $steps }단계 중 { $step }단계
submission-person-question = 성함을 알려 주세요
submission-question = 어떻게 연락드리면 될까요?
submission-name = 성함
submission-name-why = 바르게 불러 드리기 위해서입니다
submission-organisation = 업체·단체명(선택)
submission-organisation-why = 어느 곳을 대표하시는지 알기 위해서입니다
submission-reach = 전화번호 또는 이메일
submission-reach-why = 네트워크 모임에 초대하기 위해서입니다
submission-reach-why-booth = 부스에서 답변드리기 위해서입니다
submission-place = 마을 또는 도시(선택)
submission-place-why = 가까운 모임에 초대하기 위해서입니다
submission-note = 남기실 말씀(선택)
submission-note-why = 부스에서 답변을 준비하기 위해서입니다
submission-next = 계속
submission-name-missing = 성함을 적어 주세요
submission-reach-missing = 전화번호나 이메일을 적어 주세요
submission-phone-wrong = 전화번호는 0으로 시작하는 10자리입니다(해외는 +로 시작)
submission-email-wrong = 이메일은 name@gmail.com 형식으로 적어 주세요
submission-too-long = 조금 깁니다. 줄여 주세요

## Consent

consent-title = 확인해 주세요
consent-network = 주최 측이 이 정보를 보관하고 지속 가능한 생산과 소비 네트워크에 관해 연락할 수 있습니다.
consent-contact = { $number }번 부스 { $booth }에서 이 정보를 받아 연락할 수 있습니다. 다른 부스는 볼 수 없습니다.
consent-only = 다른 목적으로 쓰이지 않으며, 주최 측 서버에 전달되는 대로 이 기기에서 사라집니다.
consent-undo = 언제든지 주최 측에 삭제를 요청하실 수 있습니다.
consent-yes = 동의합니다
consent-no = 동의하지 않습니다

## What comes of it

submission-sending = 저장하고 있습니다. 잠시만 기다려 주세요
submission-thanks = 감사합니다
submission-thanks-network = 주최 측에서 연락드리겠습니다
submission-thanks-contact = 부스에서 연락드리겠습니다
submission-thanks-gone = 이 화면에 고객님의 정보는 남아 있지 않습니다
submission-done = 완료
submission-failed = 저장하지 못했습니다
submission-failed-next = 아무것도 전송되지 않았습니다. 다시 시도하시거나 직원에게 문의해 주세요.
submission-again = 다시 시도

## To somebody with a ticket, while somebody else writes

form-busy = 다른 분이 쓰고 있습니다
form-busy-next = 잠시 후 입장권을 다시 대 주세요
