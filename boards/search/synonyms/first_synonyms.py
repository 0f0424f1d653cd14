"""The synonyms that a new site begins with: what Korean-Americans call things in two languages.

`>` at the end of a line says that the first word finds the others, and they not it. Left out are
words that are far more often something else: 미 alone, 주 for state, 학교 for college.
"""

TABLE = """
미국, USA, United States, 美, 美國
한국, 대한민국, Korea, 韓國
북한, 조선민주주의인민공화국, North Korea, DPRK
일본, Japan, 日本
중국, China, 中國
캘리포니아, 캘리포냐, 가주, California
남가주, 남캘리포니아, Southern California, SoCal
북가주, 북캘리포니아, Northern California
로스앤젤레스, 로스엔젤레스, 엘에이, LA, Los Angeles
뉴욕, New York, NYC
뉴저지, New Jersey
샌프란시스코, 샌프란, San Francisco
시애틀, Seattle
시카고, Chicago
애틀랜타, 애틀란타, Atlanta
텍사스, Texas
댈러스, 달라스, Dallas
휴스턴, Houston
샌디에이고, 샌디에고, San Diego
라스베이거스, 라스베가스, Las Vegas
보스턴, Boston
필라델피아, 필라, Philadelphia
하와이, Hawaii
플로리다, Florida
조지아, Georgia
버지니아, Virginia
메릴랜드, Maryland
맨해튼, 맨하탄, Manhattan
오렌지카운티, Orange County
버클리, Berkeley
스탠퍼드, 스탠포드, Stanford
워싱턴, Washington
코리아타운, 한인타운, Koreatown, K타운
달러, 불, dollar, USD
코로나, 코로나19, 코비드, COVID, COVID-19
마이크로소프트, MS, Microsoft
구글, Google
아마존, Amazon
코스트코, 코스코, Costco
월마트, Walmart
트레이더조, 트조, Trader Joe's
홈디포, Home Depot
H마트, 에이치마트, 한아름, H Mart
넷플릭스, Netflix
인스타그램, 인스타, Instagram
윈도우, 윈도우즈, Windows
티모바일, T-Mobile
버라이즌, 버라이존, Verizon
애플, Apple
테슬라, Tesla
현대차, 현대자동차, Hyundai
토요타, 도요타, Toyota
혼다, Honda
페이스북, Facebook
유튜브, YouTube
카카오톡, 카톡, KakaoTalk
아이폰, iPhone
인공지능, AI, 에이아이
챗GPT, ChatGPT, 챗지피티
월세, 렌트, 렌트비, 집세, rent
집값, 주택가격, 주택 가격
주택담보대출, 모기지, mortgage
재융자, 리파이낸스, refinance
아파트, apartment
보증금, 디파짓, 시큐리티 디파짓, deposit, security deposit
계약금, 디파짓, deposit
다운페이, 다운페이먼트, 계약금, down payment
서브리스, 서블렛, 전대, sublease, sublet
룸메이트, 룸메, 하우스메이트, roommate
집주인, 랜드로드, landlord
부동산 중개인, 부동산 에이전트, 리얼터, realtor
콘도, condo
타운하우스, townhouse
관리비, HOA
공과금, 유틸리티, utilities
영주권, 그린카드, green card
시민권, citizenship
시민권 시험, N-400, 시민권 인터뷰, 귀화 시험
이민국, USCIS
이민세관단속국, ICE
추방, deportation
비자, visa, 사증
취업비자, H1B
학생비자, 유학비자, F-1 비자
관광비자, 방문비자, B-2 비자
노동허가, 워크퍼밋, 워크 퍼밋, work permit, EAD, 취업허가
망명, asylum
불법체류자, 서류미비자, undocumented
다카, DACA
이민 단속, 이민단속, ICE
여행허가서, 어드밴스 패롤, advance parole
전자여행허가, ESTA
여권, passport, 패스포트
리얼아이디, 리얼 아이디, 리얼ID, real id
영사관, consulate, 총영사관
대사관, embassy
소셜번호, 소셜 시큐리티 번호, SSN, 사회보장번호, 소셜넘버
소셜연금, 사회보장연금, 소셜 시큐리티, social security
메디케어, Medicare
메디케이드, 메디칼, Medicaid, Medi-Cal
오바마케어, Obamacare, ACA, 커버드 캘리포니아
건강보험, 의료보험, health insurance
응급실, ER, emergency room
어전케어, 얼전케어, urgent care
구급차, 앰뷸런스, ambulance
처방전, prescription
약국, pharmacy
치과, dentist, dental
독감, 플루, flu
독감 백신, 독감 주사, 독감백신, 독감주사, flu shot
본인부담금, 코페이, copay
디덕터블, 본인공제액, deductible
운전면허, 드라이버 라이선스, driver license
차량국, DMV, 차량등록국
교통위반 딱지, 교통 티켓, traffic ticket
자동차보험, 차보험, auto insurance, car insurance
음주운전, DUI, DWI
주차 딱지, 주차 티켓, 주차위반 티켓, parking ticket
고속도로, 프리웨이, 하이웨이, freeway, highway
통행료, 톨비, 톨게이트비, toll
휘발유, 개스, 가솔린, gasoline
우버, Uber
리프트, Lyft
세금보고, 세금신고, 세금 신고, 택스 보고, 택스 리턴, tax return, 텍스 리턴
세금환급, 택스 리펀드, tax refund
국세청, IRS
재산세, property tax
판매세, 세일즈 택스, sales tax
소득세, income tax
회계사, CPA
변호사, lawyer, attorney
신용점수, 크레딧 점수, 크레딧 스코어, credit score
신용카드, 크레딧 카드, credit card
체크카드, 데빗카드, debit card
은퇴연금, 401k
실업수당, 실업급여, unemployment benefits, EDD
최저임금, 미니멈 웨이지, minimum wage
초과근무, 오버타임, overtime
급여명세서, 페이스텁, pay stub
상해보험, 산재보험, 산재, 워컴, workers comp
해고, 레이오프, layoff
이력서, 레쥬메, resume
구인, 채용, hiring
아르바이트, 알바, 파트타임, part-time
유치원, 킨더, 킨더가튼, kindergarten
프리스쿨, preschool
어린이집, 데이케어, daycare
보모, 베이비시터, 시터, 내니, babysitter, nanny
따돌림, 왕따, bullying
과외, 튜터링, 튜터, tutor
초등학교, elementary school
고등학교, 하이스쿨, high school
커뮤니티 칼리지, community college, 전문대
대학원, graduate school
장학금, scholarship
학자금 융자, 학자금 대출, student loan
학자금 보조, FAFSA, 연방 학자금
기숙사, dorm
경영대학원, MBA
대통령, president
연방대법원, 대법원, Supreme Court
연방준비제도, 연준, Fed, FRB
트럼프, Trump
바이든, Biden
인플레이션, 물가상승, inflation
금리, 이자율, interest rate
관세, tariff
주식, stock, 증권
체이스, Chase
웰스파고, Wells Fargo
뱅크오브아메리카, BoA, Bank of America
비트코인, bitcoin, BTC
암호화폐, 비트코인, 이더리움 >
백신, 화이자, 모더나 >
총격, 총기난사, shooting
산불, wildfire
지진, earthquake
노숙자, 홈리스, homeless
아시안, 아시아계, Asian
한인, 코리안 아메리칸, Korean American
흑인, 아프리카계
라티노, 히스패닉, Hispanic
중고차, used car
전기차, EV, electric vehicle
항공권, 비행기표, 비행기 티켓
골프장, 골프 코스, golf course
"""

# Names and loanwords, as they are spelt in both scripts.
NAMES = """
컴퓨터, 콤퓨터, computer
노트북, 랩탑, 랩톱, laptop
프린터, 프린트기, printer
배터리, 밧데리, 바테리, battery
브레이크, 브레끼, 브레키, brake
타이어, 타이야, tire
엔진오일, 엔진 오일, engine oil
자동변속기, 트랜스미션, 미션오일, transmission
렌터카, 렌트카, rental car
내비게이션, 네비게이션, 내비, 네비, navigation
메시지, 메세지, message
이메일, 전자우편, email
비밀번호, 패스워드, password
스마트폰, 핸드폰, 휴대폰, 셀폰, smartphone, cell phone
와이파이, Wi-Fi
텔레비전, 텔레비젼, 티비, 테레비, TV
리모컨, 리모콘, remote control
에어컨, 에어콘, air conditioner
냉장고, refrigerator, fridge
세탁기, 워셔, washer
식기세척기, 디시워셔, 디쉬워셔, dishwasher
전자레인지, 마이크로웨이브, microwave
소파, 쇼파, sofa, couch
매트리스, 메트리스, mattress
커튼, 커텐, curtain
카펫, 카페트, carpet
캐비닛, 캐비넷, cabinet
블라인드, 브라인드, blinds
플러머, 배관공, 플럼버, plumber
핸디맨, 수리공, handyman
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
인터뷰, interview
커버레터, 커버 레터, cover letter
오리엔테이션, 오티, orientation
스타벅스, 스벅, Starbucks
맥도날드, 맥도널드, McDonald's
버거킹, Burger King
인앤아웃, 인앤아웃버거, In-N-Out
칙필레, Chick-fil-A
치폴레, 치포틀레, Chipotle
도미노피자, 도미노, Domino's
던킨도너츠, 던킨, Dunkin
파네라, Panera
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
알레르기, 알러지, 앨러지, allergy
바이러스, virus
엑스레이, X-ray
당뇨, 당뇨병, diabetes
고혈압, hypertension
물리치료, 피지컬 테라피, physical therapy
카이로프랙틱, 카이로, chiropractor
핼러윈, 할로윈, Halloween
추수감사절, 땡스기빙, 땡스기빙데이, Thanksgiving
크리스마스, 성탄절, Christmas
블랙프라이데이, 블랙 프라이데이, Black Friday
밸런타인데이, 발렌타인데이, Valentine's Day
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
할리우드, 헐리우드, 헐리웃, Hollywood
디즈니랜드, 디즈니, Disneyland
유니버설 스튜디오, 유니버셜 스튜디오, Universal Studios
요세미티, Yosemite
그랜드캐니언, 그랜드캐년, 그랜드 캐니언, Grand Canyon
옐로스톤, 옐로우스톤, Yellowstone
새크라멘토, 새크라맨토, Sacramento
오클랜드, Oakland
산호세, 새너제이, San Jose
어바인, 얼바인, Irvine
풀러턴, 풀러튼, Fullerton
부에나파크, 부에나 파크, Buena Park
토런스, 토랜스, Torrance
가디나, 가데나, Gardena
글렌데일, Glendale
패서디나, 파사데나, Pasadena
버뱅크, Burbank
롱비치, Long Beach
애너하임, 애나하임, Anaheim
가든그로브, 가든 그로브, Garden Grove
샌타모니카, 산타모니카, Santa Monica
샌타바버라, 산타바바라, Santa Barbara
샌타애나, 산타아나, Santa Ana
베벌리힐스, 비버리힐스, 베버리힐스, Beverly Hills
팜스프링스, Palm Springs
플러싱, Flushing
퀸스, 퀸즈, Queens
브루클린, Brooklyn
브롱크스, 브롱스, Bronx
팰리세이즈파크, 팰팍, 팰리세이드파크, Palisades Park
포트리, 포트 리, Fort Lee
애넌데일, 애난데일, Annandale
페어팩스, Fairfax
볼티모어, Baltimore
디트로이트, Detroit
피츠버그, Pittsburgh
클리블랜드, Cleveland
세인트루이스, St. Louis
미니애폴리스, 미네아폴리스, Minneapolis
덴버, Denver
피닉스, Phoenix
솔트레이크시티, 솔트레이크, Salt Lake City
포틀랜드, Portland
앵커리지, Anchorage
호놀룰루, Honolulu
올랜도, 올란도, Orlando
마이애미, Miami
탬파, 탐파, Tampa
내슈빌, 내쉬빌, Nashville
샬럿, 샬롯, Charlotte
뉴올리언스, 뉴올리안스, New Orleans
오스틴, Austin
샌안토니오, San Antonio
애리조나, 아리조나, Arizona
네바다, Nevada
콜로라도, Colorado
유타, Utah
오리건, 오레곤, 오레건, Oregon
미시간, 미시건, Michigan
오하이오, Ohio
일리노이, Illinois
인디애나, Indiana
위스콘신, Wisconsin
미네소타, Minnesota
펜실베이니아, 펜실바니아, 펜실베니아, Pennsylvania
매사추세츠, 메사추세츠, Massachusetts
코네티컷, 커네티컷, Connecticut
노스캐롤라이나, 노스 캐롤라이나, North Carolina
사우스캐롤라이나, 사우스 캐롤라이나, South Carolina
테네시, Tennessee
앨라배마, 알라바마, Alabama
루이지애나, Louisiana
알래스카, 알라스카, Alaska
멕시코, Mexico
캐나다, Canada
토론토, Toronto
밴쿠버, 벤쿠버, Vancouver
런던, London
우크라이나, Ukraine
러시아, Russia
이스라엘, Israel
베트남, 월남, Vietnam
필리핀, Philippines
싱가포르, 싱가폴, Singapore
도널드, 도날드, Donald
오바마, Obama
클린턴, Clinton
매카시, McCarthy
펠로시, Pelosi
뉴섬, 뉴썸, 뉴솜, Newsom
맘다니, Mamdani
밴스, Vance
루비오, Rubio
일론 머스크, 머스크, Elon Musk, Musk
제프 베이조스, 베이조스, 베조스, Bezos
저커버그, 주커버그, Zuckerberg
빌 게이츠, 게이츠, Bill Gates
스티브 잡스, Steve Jobs
버핏, 버펫, Buffett
젠슨 황, Jensen Huang
샘 올트먼, 올트먼, 알트만, Altman
푸틴, Putin
젤렌스키, Zelensky
시진핑, Xi Jinping
마이클, Michael
데이비드, 데이빗, David
제니퍼, Jennifer
제시카, Jessica
크리스토퍼, Christopher
스티븐, 스티브, Steven, Steve
다니엘, 대니얼, Daniel
조지프, 조셉, 요셉, Joseph
매슈, 매튜, Matthew
앤드루, 앤드류, Andrew
윌리엄, William
엘리자베스, Elizabeth
폭스바겐, 폭스바켄, Volkswagen, VW
포르쉐, 포르셰, Porsche
벤츠, 메르세데스, 메르세데스벤츠, Mercedes, Benz
아우디, Audi
렉서스, Lexus
닛산, 니산, Nissan
스바루, 수바루, Subaru
마쓰다, 마즈다, 마츠다, Mazda
쉐보레, 셰보레, 시보레, 쉐비, Chevrolet, Chevy
제네시스, Genesis
볼보, Volvo
캠리, 켐리, Camry
코롤라, 카롤라, Corolla
시빅, 씨빅, Civic
어코드, 아코드, Accord
싼타페, 산타페, Santa Fe
쏘나타, 소나타, Sonata
아이오닉, Ioniq
타깃, 타겟, Target
베스트바이, 베스트 바이, Best Buy
홀푸드, 홀푸즈, 홀 푸드, Whole Foods
랠프스, 랄프스, Ralphs
세이프웨이, Safeway
크로거, Kroger
샘스클럽, 샘스 클럽, Sam's Club
이케아, 아이케아, IKEA
메이시스, 메이시, Macy's
노드스트롬, 노드스트럼, Nordstrom
세포라, Sephora
올리브영, Olive Young
갤러리아, 갤러리아마켓, Galleria
에어비앤비, 에어비엔비, Airbnb
도어대시, 도어대쉬, DoorDash
우버이츠, 우버 이츠, Uber Eats
인스타카트, Instacart
페이팔, 페이펄, PayPal
벤모, 벤머, Venmo
애플페이, 애플 페이, Apple Pay
페덱스, 페더럴익스프레스, FedEx
유피에스, UPS
우체국, post office, USPS
엔비디아, 앤비디아, NVIDIA
오픈AI, 오픈에이아이, OpenAI
틱톡, TikTok
트위터, Twitter
링크드인, 링크트인, LinkedIn
레딧, Reddit
왓츠앱, WhatsApp
디스코드, Discord
디즈니플러스, 디즈니 플러스, Disney Plus
스포티파이, Spotify
삼성, 삼성전자, Samsung
소니, Sony
인텔, Intel
퀄컴, Qualcomm
스페이스X, 스페이스엑스, SpaceX
보잉, Boeing
델타항공, 델타 항공, Delta Airlines
유나이티드항공, 유나이티드 항공, United Airlines
사우스웨스트, 사우스웨스트항공, Southwest Airlines
아시아나, 아시아나항공, Asiana
대한항공, Korean Air
씨티은행, 시티은행, 씨티뱅크, Citibank
캐피탈원, 캐피털원, 캐피탈 원, Capital One
아메리칸 익스프레스, 아멕스, American Express, Amex
마스터카드, 매스터카드, Mastercard
뱅가드, Vanguard
피델리티, Fidelity
로빈후드, Robinhood
블루크로스, 블루 크로스, Blue Cross
카이저, 카이저 퍼머넌트, Kaiser
하버드, Harvard
예일, Yale
프린스턴, Princeton
컬럼비아대, 콜럼비아대, Columbia University
코넬, 코넬대, Cornell
유씨엘에이, UCLA
유에스씨, USC
칼스테이트, 캘스테이트, Cal State
에세이, essay
바우처, voucher
쿠폰, coupon
워런티, 워렌티, 보증기간, warranty
서비스센터, 서비스 센터, service center
스쿨버스, 통학버스, school bus
캠프, camp
썸머스쿨, 서머스쿨, 서머 스쿨, summer school
카페, 까페
파이팅, 화이팅
대만, 타이완, Taiwan
해리스, Harris
카멀라, 카말라, Kamala
기아차, 기아자동차, Kia
"""


def first_synonyms() -> list[tuple[str, bool]]:
    """Return the words of each group, and whether they count one way only."""
    lines = [*TABLE.strip().splitlines(), *NAMES.strip().splitlines()]
    return [(line.removesuffix(" >"), line.endswith(" >")) for line in lines]
