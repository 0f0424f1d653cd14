"""Visas and status, offices and courts, politics and holidays, and Hanja of headlines."""

TABLE = """
영주권, 그린카드, green card
시민권, citizenship
시민권 시험, N-400, 시민권 인터뷰, 귀화 시험
비자, visa, 사증
관광비자, 방문비자, B-2 비자
망명, asylum
이민 단속, 이민단속, ICE
여행허가서, 어드밴스 패롤, advance parole
전자여행허가, ESTA
여권, passport, 패스포트
리얼아이디, 리얼 아이디, 리얼ID, real id
영사관, consulate, 총영사관
대사관, embassy
차량국, DMV, 차량등록국
교통위반 딱지, 교통 티켓, traffic ticket
자동차보험, 차보험, auto insurance, car insurance
음주운전, DUI, DWI
주차 딱지, 주차 티켓, 주차위반 티켓, parking ticket
변호사, lawyer, attorney
연방대법원, 대법원, Supreme Court
산불, wildfire
지진, earthquake
노숙자, 홈리스, homeless
아시안, 아시아계, Asian
한인, 코리안 아메리칸, Korean American
흑인, 아프리카계
라티노, 히스패닉, Hispanic
핼러윈, 할로윈, Halloween
추수감사절, 땡스기빙, 땡스기빙데이, Thanksgiving
크리스마스, 성탄절, Christmas
블랙프라이데이, 블랙 프라이데이, Black Friday
밸런타인데이, 발렌타인데이, Valentine's Day
취업비자, 전문직비자, 전문직 취업비자, H1B
소액투자비자, 투자비자, E-2
주재원비자, L-1
교환방문비자, J-1
특기자비자, O-1
약혼자비자, 약혼비자, K-1 비자
학생비자, 유학비자, F-1 비자, F-1
재외동포비자, F-4
고학력독립이민, NIW, National Interest Waiver
투자이민, EB-5
노동인증, 노동승인, PERM, labor certification
신분조정, I-485, adjustment of status
가족초청, 가족이민, I-130
노동허가, 워크퍼밋, 워크 퍼밋, work permit, EAD, 취업허가, I-765
재입국허가, 리엔트리퍼밋, 리엔트리 퍼밋, reentry permit
입국기록, 출입국기록, I-94
오피티, OPT, Optional Practical Training
스템 OPT, STEM OPT
비자문호, 영주권문호, 영주권 문호, visa bulletin
우선일자, 프라이어리티데이트, 프라이어리티 데이트, priority date
보충서류요청, 추가서류요청, 추가서류 요청, 보충서류 요청, RFE
지문채취, 지문날인, 핑거프린트, 핑거프린팅, fingerprint, biometrics
조건부영주권, 임시영주권, 2년 영주권, conditional green card
귀화, naturalization
영주권자, 그린카드 홀더, permanent resident, LPR
시민권자, US citizen
이중국적, 복수국적, dual citizenship
거소증, 거소신고, 국내거소신고
이민국, 시민이민국, 이민서비스국, USCIS
이민세관단속국, 이민세관집행국, 이민단속국, ICE
세관국경보호국, 국경보호국, CBP
국토안보부, Homeland Security, DHS
추방, 강제추방, 강제출국, deportation
불법체류자, 불체자, 서류미비자, undocumented
오버스테이, 체류기간초과, overstay
무비자, 비자면제, visa waiver
에스타, ESTA, 전자여행허가 >
다카, DACA, 추방유예
공증, 노타리, 노터리, notary
아포스티유, 아포스틸, apostille
신원조회, 백그라운드체크, 백그라운드 체크, background check
선서식, 시민권선서, 시민권 선서, oath ceremony
글로벌엔트리, 글로벌 엔트리, 글로벌엔트리카드, Global Entry
연방교통안전청, 교통안전청, TSA
프리체크, TSA프리체크, PreCheck
이민변호사, 이민 변호사, immigration lawyer, immigration attorney
연방수사국, FBI
중앙정보국, CIA
질병통제예방센터, 질병예방통제센터, 질병통제센터, CDC
식품의약국, 식약청, FDA
환경보호청, EPA
항공우주국, NASA
연방재난관리청, 재난관리청, FEMA
연방거래위원회, FTC
연방통신위원회, FCC
증권거래위원회, SEC
연방항공청, 항공청, FAA
유엔, 국제연합, United Nations, UN
나토, 북대서양조약기구, NATO >
NATO, 북대서양조약기구
국제통화기금, 아이엠에프, IMF
LA경찰국, LA경찰, LAPD
뉴욕경찰, 뉴욕시경, NYPD
셰리프, 쉐리프, 셰리프국, 보안관, sheriff
고속도로순찰대, CHP, Highway Patrol
경찰, police
경찰, 警 >
소방서, 소방국, fire department
검찰, 檢察, 檢, prosecutors
법원, courthouse
소액재판, 소액소송, 스몰클레임, 스몰 클레임, small claims
배심원, 주리듀티, 쥬리듀티, 쥬리, jury duty, jury
양육권, child custody, custody
위자료, 앨리모니, alimony, spousal support
접근금지, 접근금지명령, restraining order
가정폭력, domestic violence
리빙트러스트, 리빙 트러스트, 생전신탁, living trust
위임장, power of attorney, POA
상속계획, 에스테이트플래닝, 에스테이트 플래닝, estate planning
프로베이트, 상속법원, 유산상속법원, probate
백악관, 화이트하우스, White House
국무부, State Department
국방부, 펜타곤, Pentagon
법무부, Justice Department, DOJ
노동부, Department of Labor
재무부, Treasury Department
연방의회, 美의회, Congress
상원, Senate
하원, House of Representatives
하원의원, congressman, congresswoman
주지사, governor
시티홀, city hall
시청, 시티홀, city hall >
카운티, county
공화당, Republican, GOP
민주당, Democrats, Democratic Party
여당, 與黨, 與
야당, 野黨, 野
청와대, 靑瓦臺, 靑, Blue House
헌법재판소, 헌재, 憲裁
대선, 대통령선거, 대통령 선거, presidential election
중간선거, midterm election, midterms
선거, 選擧, election
탄핵, 彈劾, impeachment
유권자등록, 유권자 등록, voter registration
우편투표, mail-in ballot, vote by mail
인구조사, 센서스, census
셧다운, 샷다운, 정부폐쇄, shutdown
행정명령, executive order
증오범죄, 혐오범죄, 헤이트크라임, hate crime
총격, 총기난사, shooting
총기규제, 총기 규제, gun control
시위, protest
시위, 데모, 집회 >
마리화나, 대마초, 마리와나, marijuana, cannabis
펜타닐, 팬타닐, fentanyl
복권, 로또, lotto
복권, 파워볼, 메가밀리언 >
파워볼, Powerball
메가밀리언, 메가밀리언스, Mega Millions
토네이도, 회오리바람, tornado
대피령, 강제대피령, evacuation order
한인회, Korean American Association
한인상공회의소, 한인상의, Korean American Chamber
상공회의소, Chamber of Commerce
민주평통, 평통, 민주평화통일자문회의
LA폭동, 4.29 폭동, 사이구, LA riots
위안부, comfort women
소녀상, 평화의소녀상, 평화의 소녀상
추석, 한가위, Chuseok
설날, 구정, 음력설, Lunar New Year
부활절, 이스터, Easter
독립기념일, Independence Day, July 4th, Fourth of July
메모리얼데이, 메모리얼 데이, Memorial Day
현충일, 메모리얼데이, Memorial Day >
노동절, 레이버데이, 레이버 데이, Labor Day
재향군인의 날, 재향군인의날, 베테런스데이, 베테랑스데이, Veterans Day
어머니날, 어머니의 날, 마더스데이, Mother's Day
아버지날, 아버지의 날, 파더스데이, Father's Day
사이버먼데이, 사이버 먼데이, Cyber Monday
프라임데이, 프라임 데이, Prime Day
서머타임, 썸머타임, 일광절약시간, 일광절약시간제, daylight saving
女, 여성, 여자 >
男, 남성, 남자 >
車, 자동차, 차량 >
株, 주식, 주가 >
대통령, president, 大統領
"""
