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
워싱턴, Washington
코리아타운, 한인타운, Koreatown, K타운
달러, 불, dollar, USD
코로나, 코로나19, 코비드, COVID, COVID-19
마이크로소프트, MS, Microsoft
구글, Google
아마존, Amazon
애플, Apple
테슬라, Tesla
페이스북, Facebook
유튜브, YouTube
카카오톡, 카톡, KakaoTalk
아이폰, iPhone
인공지능, AI, 에이아이
챗GPT, ChatGPT, 챗지피티
월세, 렌트, 렌트비, rent
집값, 주택가격, 주택 가격
주택담보대출, 모기지, mortgage
재융자, 리파이낸스, refinance
아파트, apartment
계약금, 디파짓, deposit
보증금, 시큐리티 디파짓, security deposit
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
노동허가, 워크퍼밋, work permit, EAD, 취업허가
여행허가서, 어드밴스 패롤, advance parole
전자여행허가, ESTA
여권, passport, 패스포트
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
운전면허, 드라이버 라이선스, driver license
차량국, DMV, 차량등록국
교통위반 딱지, 교통 티켓, traffic ticket
자동차보험, 차보험, auto insurance, car insurance
세금보고, 택스 리턴, tax return, 텍스 리턴
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
해고, 레이오프, layoff
이력서, 레쥬메, resume
구인, 채용, hiring
아르바이트, 알바, 파트타임, part-time
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
