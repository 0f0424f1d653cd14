"""Food, furniture, machines, sports and other loanwords of every day."""

TABLE = """
인공지능, AI, 에이아이
골프장, 골프 코스, golf course
컴퓨터, 콤퓨터, computer
노트북, 랩탑, 랩톱, laptop
프린터, 프린트기, printer
메시지, 메세지, message
이메일, 전자우편, email
스마트폰, 핸드폰, 휴대폰, 셀폰, smartphone, cell phone
텔레비전, 텔레비젼, 티비, 테레비, TV
리모컨, 리모콘, remote control
에어컨, 에어콘, air conditioner
냉장고, refrigerator, fridge
세탁기, 워셔, washer
식기세척기, 디시워셔, 디쉬워셔, dishwasher
전자레인지, 마이크로웨이브, microwave
소파, 쇼파, sofa, couch
카펫, 카페트, carpet
캐비닛, 캐비넷, cabinet
블라인드, 브라인드, blinds
콘텐츠, 컨텐츠, contents
스케줄, 스케쥴, schedule
리더십, 리더쉽, leadership
멤버십, 멤버쉽, membership
인턴십, 인턴쉽, internship
파트너십, 파트너쉽, partnership
워크숍, 워크샵, workshop
세미나, seminar
비즈니스, 비지니스, business
매니저, 메니저, manager
슈퍼바이저, 수퍼바이저, supervisor
커버레터, 커버 레터, cover letter
오리엔테이션, 오티, orientation
뷔페, 부페, buffet
바비큐, 바베큐, barbecue, BBQ
초콜릿, 초콜렛, 쵸콜렛, chocolate
케이크, 케익, cake
주스, 쥬스, juice
소시지, 소세지, sausage
수프, 스프, soup
소스, 쏘스, sauce
도넛, 도너츠, 도우넛, donut
샌드위치, sandwich
샐러드, 사라다, salad
스테이크, steak
프라이팬, 후라이팬, frying pan
에어프라이어, 에어후라이어, air fryer
요구르트, 요거트, yogurt
액세서리, 악세사리, 악세서리, accessory
콘서트, 컨서트, concert
마라톤, marathon
피클볼, pickleball
테니스, tennis
골프, golf
농구, basketball
야구, baseball
축구, soccer
미식축구, 풋볼, football
바이올린, 바이얼린, violin
피아노, piano
첼로, cello
로봇, 로보트, robot
드론, drone
라디오, radio
파이팅, 화이팅
데스크톱, 데스크탑, desktop
태블릿, 타블렛, 테블릿, tablet
이어폰, 이어폰즈, earphones
어댑터, 아답터, 아답타, 어답터, adapter
공유기, 라우터, router
하드디스크, 하드드라이브, 하드 드라이브, hard drive
데이터, 데이타, data
해킹, hacking
피싱, phishing
보이스피싱, 보이스 피싱, 전화사기, voice phishing, phone scam
스캠, scam
사기, 스캠, scam, fraud >
로보콜, 로보 콜, 스팸전화, robocall
어플, 어플리케이션, 애플리케이션, 앱, app
클라우드, cloud
웹사이트, 홈페이지, website
블루투스, 블루트스, Bluetooth
심카드, 유심카드, 심 카드, SIM card
유심, 심카드, SIM card >
선불폰, 프리페이드폰, prepaid phone
비밀번호, 패스워드, 비번, password
팟캐스트, 팟케스트, podcast
무선인터넷, 와이파이, Wi-Fi
떡볶이, 떡복이, 떡볶기, 떡뽁이, tteokbokki
갈비, kalbi, galbi
김밥, kimbap, gimbap
순두부, soondubu, sundubu
스파게티, 스파게띠, spaghetti
핏자, 피자, pizza >
핫도그, 핫독, hot dog
감자튀김, 프렌치프라이, 프렌치 프라이, french fries
부리토, 브리또, 부리또, burrito
초밥, 스시, sushi
사시미, 생선회, sashimi
라떼, latte
라테, 라떼, latte >
카푸치노, 까푸치노, cappuccino
에스프레소, 에소프레소, espresso
머핀, 머휜, muffin
크루아상, 크로와상, 크로아상, 크루와상, croissant
팬케이크, 팬케익, 핫케이크, pancake
티라미수, 티라미슈, tiramisu
마요네즈, 마요네스, mayonnaise
케첩, 케찹, 켓찹, ketchup
머스터드, 머스타드, mustard
아보카도, 애보카도, avocado
브로콜리, 브로컬리, 브로코리, broccoli
셀러리, celery
버블티, 버블 티, 보바티, boba, bubble tea
와인, 포도주
런치박스, 런치 박스, lunch box
밀키트, 밀 키트, meal kit
인스턴트팟, 인스턴트 팟, Instant Pot
믹서기, 블렌더, blender
토스터, 토스트기, toaster
가스레인지, 개스레인지, 가스렌지, gas stove, gas range
키친타월, 키친타올, 페이퍼타월, 페이퍼타올, paper towel
화장지, 두루마리휴지, 휴지, toilet paper
선크림, 썬크림, 선블록, 썬블락, 선블럭, sunscreen
선글라스, 썬글라스, 선그라스, 썬그라스, sunglasses
배낭, 백팩, backpack
여행가방, 캐리어, 수트케이스, suitcase
재킷, 자켓, 쟈켓, jacket
점퍼, 잠바
스웨터, 쉐타, 스웨타, sweater
카디건, 가디건, cardigan
티셔츠, 티샤츠, 티샤쓰, T-shirt
스니커즈, 운동화, sneakers
슬리퍼, 쓰레빠, slippers
옷장, 클로짓, 클라젯, 클로젯, closet
서랍장, 드레서, dresser
수건, 타월, 타올, towel
청소기, 진공청소기, 배큠, vacuum cleaner
전기자전거, 이바이크, e-bike, electric bike
오토바이, 모터사이클, 모터싸이클, motorcycle
스노보드, 스노우보드, snowboard
스키장, 스키 리조트, ski resort
수영장, 풀장, swimming pool
필라테스, 필라테쓰, 필라테즈, Pilates
태권도, taekwondo
배드민턴, 베드민턴, 배드민튼, badminton
우쿨렐레, 우크렐레, 우쿨레레, ukulele
색소폰, 섹소폰, 쌕소폰, saxophone
플루트, 플룻, 플륫, flute
클라리넷, 클라리네트, clarinet
전자담배, 베이프, 베이핑, vape, e-cigarette
커튼, 커텐, 카텐, curtain
매트리스, 메트리스, 매트레스, mattress
"""
