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
캘리포니아, 가주, California
남가주, 남캘리포니아, Southern California, SoCal
북가주, 북캘리포니아, Northern California
로스앤젤레스, 엘에이, LA, Los Angeles
뉴욕, New York, NYC
뉴저지, New Jersey
샌프란시스코, San Francisco
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


def first_synonyms() -> list[tuple[str, bool]]:
    """Return the words of each group, and whether they count one way only."""
    lines = TABLE.strip().splitlines()
    return [(line.removesuffix(" >"), line.endswith(" >")) for line in lines]
