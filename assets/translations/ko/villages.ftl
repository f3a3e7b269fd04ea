# The craft villages, and what sustainable production means at each stage of a product's life.

## Villages

villages-title = 공예 마을
village-booths = 이 마을의 부스 { $count }곳 보기
village-artisans = 마을의 장인

## The life of a product

life-cycle-title = 지속 가능성
life-cycle-invite = 잘 만든 물건의 한살이, 다섯 단계
life-cycle-intro = 모든 물건은 흙에서 시작해 흙으로 돌아가기까지 다섯 단계를 거칩니다. 단계마다 만드는 사람과 쓰는 사람은 더 온화한 길을 고를 수 있습니다.
life-cycle-materials = 무엇으로 만드는지가 시작입니다. 가까운 곳에서 필요한 만큼만 얻고, 재생할 수 있는 원료와 납 없는 유약을 씁니다. 남은 흙과 가죽 조각, 마른 잎도 모아 다시 씁니다.
life-cycle-production = 공방에서는 에너지와 물을 아끼는 일이 가장 중요합니다. 열을 오래 품는 가마, 태양광, 두 번 쓰는 헹굼 물 덕분에 물건마다 드는 것이 줄어듭니다. 일하는 사람들의 공기도 맑아집니다.
life-cycle-distribution = 물건은 짧은 길을 가벼운 포장으로 오는 것이 좋습니다. 짚과 헌 종이, 돌려 쓰는 상자가 스티로폼과 비닐을 대신합니다.
life-cycle-use = 가장 지속 가능한 물건은 오랫동안 날마다 쓰는 물건입니다. 안전하고 손질하기 쉽고 고치기 쉬운 것을 고르세요. 오래 쓸수록 덜 만들어도 됩니다.
life-cycle-disposal = 쓰임을 다한 물건도 아직 쓰레기가 아닙니다. 깨진 도자기는 고치거나 모자이크로 붙이거나 갈아서 새 흙으로 만들고, 우려낸 약재와 잘라 낸 가지는 퇴비가 됩니다.
life-cycle-booths = 부스 { $count }곳이 실천합니다
