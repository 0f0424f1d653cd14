"""Homes, trades and services, cars and roads."""

TABLE = """
월세, 렌트, 렌트비, 집세, rent
아파트, apartment
서브리스, 서블렛, 전대, sublease, sublet
룸메이트, 룸메, 하우스메이트, roommate
집주인, 랜드로드, landlord
부동산 중개인, 부동산 에이전트, 리얼터, realtor
콘도, condo
타운하우스, townhouse
공과금, 유틸리티, utilities
중고차, used car
전기차, EV, electric vehicle
항공권, 비행기표, 비행기 티켓
배터리, 밧데리, 바테리, battery
브레이크, 브레끼, 브레키, brake
타이어, 타이야, tire
엔진오일, 엔진 오일, engine oil
자동변속기, 트랜스미션, 미션오일, transmission
렌터카, 렌트카, rental car
내비게이션, 네비게이션, 내비, 네비, navigation
플러머, 배관공, 플럼버, plumber
핸디맨, 수리공, handyman
바우처, voucher
쿠폰, coupon
워런티, 워렌티, 보증기간, warranty
서비스센터, 서비스 센터, service center
카페, 까페
보증금, 디파짓, 시큐리티디파짓, 시큐리티 디파짓, 디포짓, deposit, security deposit
임대계약, 리스계약, lease agreement
퇴거, 강제퇴거, 이빅션, 에빅션, eviction
세입자, 테넌트, tenant
보증인, 코사이너, 코싸이너, co-signer
원룸, 스튜디오 아파트, studio apartment
하숙, 하숙집, 홈스테이 >
룸렌트, 방렌트, 방 렌트, 룸 렌트, room for rent
이삿짐센터, 이사짐센터, 이삿짐, 이사짐, 무빙컴퍼니, 이사업체, moving company, movers
유홀, 유하울, U-Haul
셀프스토리지, 스토리지, self storage, storage unit
차고, 가라지, 거라지, garage
가라지세일, 거라지세일, 가라지 세일, 야드세일, garage sale, yard sale
무빙세일, 무빙 세일, 이사세일, 이사 세일, moving sale
에스테이트세일, 에스테이트 세일, estate sale
뒷마당, 백야드, 뒤뜰, backyard
잔디깎기, 잔디 깎기, 잔디깎이, lawn mower, lawn mowing
흰개미, 터마이트, termite
해충방제, 페스트컨트롤, 페스트 컨트롤, pest control
베드버그, 베드 버그, bed bug
빈대, 베드버그, bed bug >
전기공, 전기기술자, 일렉트리션, electrician
지붕공사, 루핑, roofing
하드우드, 하드 우드, 하드우드 마루, hardwood floor
온수기, 워터히터, 워터 히터, water heater
디스포절, 디스포저, 가비지디스포절, garbage disposal
건조기, 드라이어, 드라이기, dryer
빨래방, 코인라운드리, 코인 라운드리, 라운드로맷, laundromat, coin laundry
세탁소, 드라이클리닝, 드라이클리너, 드라이 클리닝, dry cleaner, dry cleaning
리커스토어, 리커 스토어, 리쿼스토어, 리커가게, liquor store
네일샵, 네일숍, 네일살롱, 네일 살롱, 네일가게, nail salon, nail shop
미용실, 헤어샵, 헤어살롱, 헤어숍, 뷰티살롱, hair salon, beauty salon
미용재료상, 뷰티서플라이, 뷰티 서플라이, beauty supply
이발소, 바버샵, 바버숍, 바버 샵, barbershop
마사지, 맛사지, massage
헬스장, 헬스클럽, 피트니스, 휘트니스, gym, fitness center
주유소, 개스스테이션, 가스스테이션, 개스 스테이션, gas station
휘발유, 개스, 가솔린, gasoline
기름값, 개스값, 가스값, 휘발유값, 개솔린 가격, gas price
세차장, 카워시, 카와시, 카워쉬, car wash
정비소, 카센터, 자동차정비, 자동차수리, 정비업소, auto repair
정비사, 미캐닉, 메카닉, 미케닉, mechanic
바디샵, 바디숍, 바디 샵, body shop
그로서리, 그로서리스토어, 식료품점, 그로서리 스토어, grocery store
편의점, 컨비니언스토어, convenience store
식당, 음식점, 레스토랑, 레스토런트, restaurant
노래방, 가라오케, karaoke
빵집, 베이커리, 제과점, bakery
꽃집, 플라워샵, flower shop, florist
요양원, 양로원, 너싱홈, 널싱홈, 양로병원, nursing home
양로보건센터, 양로 보건센터, adult day care
노인아파트, 시니어아파트, 노인 아파트, 시니어 아파트, senior apartment, senior housing
장의사, 장례식장, funeral home, mortuary
성당, 천주교회, catholic church
부동산, 리얼에스테이트, real estate
콜센터, 콜 센터, call center
고객서비스, 고객센터, 커스터머서비스, 커스터머 서비스, customer service
컴플레인, 컴플레인트, complaint
불만, 컴플레인, complaint >
불평, 컴플레인, complaint >
교통체증, 교통정체, 교통혼잡, 트래픽, traffic jam
트래픽, traffic
주차, 파킹, parking
주차장, 파킹장, 파킹랏, 파킹 랏, 파킹랏트, parking lot
발렛파킹, 발레파킹, 발렛 파킹, 대리주차, valet parking, valet
라이드, ride >
ride, 라이드 부탁, 라이드 구함, 공항라이드 >
공항라이드, 공항 라이드, 공항픽업, 공항 픽업, airport ride, airport pickup
카풀, carpool
카풀레인, 카풀 레인, carpool lane, HOV
견인, 토잉, 토잉카, towing, tow truck
점프스타트, 점프 스타트, jump start
타이어펑크, 타이어 펑크, 빵꾸, flat tire
스모그체크, 스모그첵, 스모그 체크, 스모그검사, smog check
오일체인지, 오일 체인지, 오일교환, 엔진오일교환, oil change
블랙박스, 대시캠, 대쉬캠, dash cam
번호판, 라이센스플레이트, 라이선스플레이트, license plate
차량등록, 자동차등록, 차량 등록, car registration, vehicle registration
핑크슬립, 핑크 슬립, 자동차 타이틀, 차 타이틀, pink slip, car title
교통사고, 자동차사고, 차사고, car accident
전손, 토탈로스, 토털로스, 토탈 로스, total loss, totaled >
토탈로스, 토털로스, 전손처리, total loss, totaled
리콜, recall
자동차리스, 차리스, 자동차 리스, 오토리스, car lease, auto lease
자동차융자, 오토론, 자동차 융자, 자동차대출, auto loan, car loan
운전면허, 드라이버라이센스, 드라이버 라이선스, driver license
주행시험, 로드테스트, 로드 테스트, 운전실기시험, road test, driving test
카시트, 카씨트, 카싯, car seat
유모차, 스트롤러, stroller
기저귀, 다이퍼, diaper
택시, taxi
한국학교, 한글학교, Korean school
통행료, 톨비, 톨게이트비, toll, 톨로드
고속도로, 프리웨이, 하이웨이, freeway, highway
환승, 레이오버, 스톱오버, layover, stopover
수하물, 위탁수하물, baggage, luggage
신분증, 아이디카드, 아이디 카드, ID card, photo ID
영수증, 리싯, 리시트, receipt
인보이스, invoice
견적, 에스티메이트, 에스티메잇, estimate
계약서, 컨트랙트, contract
서명, 싸인, signature
우편번호, 집코드, 짚코드, zip code
사서함, PO박스, P.O. Box
등기우편, 등기, certified mail >
음성사서함, 보이스메일, voicemail
문자메시지, 문자 메시지, 텍스트메시지, text message
예약, 어포인트먼트, 어포인먼트, appointment, reservation
취소, 캔슬, 캔설, cancel, cancellation
구독, 서브스크립션, subscription
배달, 딜리버리, delivery
배송, 쉬핑, shipping
택배, 소포, parcel
테이크아웃, 테이크 아웃, takeout
투고, 테이크아웃, takeout, to-go >
드라이브스루, 드라이브쓰루, 드라이브 스루, drive-thru, drive-through
기프트카드, 기프트 카드, 상품권, 선물카드, gift card
쇼핑몰, 쇼핑센터, shopping mall, shopping center
아울렛, 아웃렛, 아웃릿, outlet
할인, 디스카운트, discount
결혼식, 웨딩, wedding
베이비샤워, 베이비 샤워, baby shower
포틀럭, 팟럭, 포트럭, 팟락, potluck
등산, 하이킹, hiking
반려동물, 애완동물, pet
강아지, 반려견, 애완견, 퍼피, puppy
고양이, 반려묘
동물병원, 수의사, animal hospital, veterinarian
펫시터, 펫 시터, 도그시터, pet sitter, dog sitter
골든리트리버, 골든 리트리버, golden retriever
말티즈, 몰티즈, 말티스, Maltese
진돗개, 진도개, Jindo
"""
