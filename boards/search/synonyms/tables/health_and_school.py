"""Doctors, medicine and insurance; schools, colleges and tests."""

TABLE = """
버클리, Berkeley
스탠퍼드, 스탠포드, Stanford
코로나, 코로나19, 코비드, COVID, COVID-19
메디케어, Medicare
건강보험, 의료보험, health insurance
치과, dentist, dental
유치원, 킨더, 킨더가튼, kindergarten
따돌림, 왕따, bullying
대학원, graduate school
장학금, scholarship
학자금 융자, 학자금 대출, student loan
학자금 보조, FAFSA, 연방 학자금
기숙사, dorm
경영대학원, MBA
백신, 화이자, 모더나 >
바이러스, virus
엑스레이, X-ray
당뇨, 당뇨병, diabetes
하버드, Harvard
예일, Yale
프린스턴, Princeton
컬럼비아대, 콜럼비아대, Columbia University
코넬, 코넬대, Cornell
유씨엘에이, UCLA
칼스테이트, 캘스테이트, Cal State
에세이, essay
스쿨버스, 통학버스, school bus
캠프, camp
썸머스쿨, 서머스쿨, 서머 스쿨, summer school
본인부담금, 디덕터블, 아웃오브포켓, out of pocket >
디덕터블, 디덕티블, 본인공제액, 자기부담금, deductible
본인부담금, 코페이, 코페이먼트, copay, copayment
인네트워크, 인 네트워크, in-network
레퍼럴, 리퍼럴, 진료의뢰서, referral
메디케이드, 메디칼, 메디캘, 메디칼 보험, Medicaid, Medi-Cal
오바마케어, 오바마 케어, Obamacare, ACA, 커버드 캘리포니아, 커버드캘리포니아, Covered California
응급실, 이머전시룸, 이머전시 룸, 이머젼시룸, ER, emergency room
어전케어, 얼전케어, 어전트케어, 얼전트케어, 어전 케어, urgent care
주치의, 패밀리닥터, 가정주치의, 패밀리 닥터, 프라이머리닥터, PCP, primary care, family doctor
병원, 하스피탈, hospital
닥터, doctor
의사, 닥터, doctor >
소아과, pediatrician, pediatrics
산부인과, OBGYN, gynecologist
피부과, dermatologist, dermatology
안과, ophthalmologist, eye doctor >
ophthalmologist, 안과의사, 안과 전문의, eye doctor
검안과, 검안의, optometrist
이비인후과, ENT
정형외과, orthopedic
정신과, psychiatrist
심리상담, 심리치료, 카운슬링, 카운셀링, counseling
임플란트, 임플랜트, implant
신경치료, 루트캐널, 루트커널, root canal
스케일링, 딥클리닝, dental cleaning, deep cleaning
사랑니, wisdom tooth, wisdom teeth
치아교정, 교정치과, braces
예방접종, 예방주사, 백신접종, vaccination, immunization
백신, vaccine
건강검진, 종합검진, physical exam, annual checkup
피검사, 혈액검사, 블러드테스트, blood test
대장내시경, 콜로노스코피, colonoscopy
맘모그램, 매모그램, 유방암검사, 유방암 검사, mammogram
고혈압, hypertension, high blood pressure
콜레스테롤, 콜레스트롤, cholesterol
뇌졸중, 뇌졸증, 중풍
심장마비, 심근경색, heart attack
치매, dementia
치매, 알츠하이머, Alzheimer's >
알츠하이머, 알츠하이머병, 알쯔하이머, Alzheimer's
공황장애, panic attack, panic disorder
자폐, 자폐증, autism
타이레놀, 타이래놀, Tylenol
애드빌, 에드빌, Advil
항생제, 안티바이오틱, antibiotics
비타민, 바이타민, vitamin
휠체어, 휠췌어, wheelchair
간병인, 케어기버, 요양보호사, caregiver
IHSS, 홈케어, 재가간병 >
낙태, 임신중절, abortion
임신, pregnancy, pregnant
구급차, 앰뷸런스, 앰블런스, 엠뷸런스, ambulance
처방전, 프리스크립션, prescription
약국, 파머시, pharmacy
독감, flu
플루, flu, 독감 >
카이로프랙틱, 카이로프랙터, 카이로, chiropractor, chiropractic
물리치료, 피지컬테라피, 피지컬 테라피, physical therapy
알레르기, 알러지, 앨러지, allergy
라식, 라식수술, LASIK
콘택트렌즈, 컨택트렌즈, 콘텍트렌즈, 컨택렌즈, contact lens, contact lenses
학점, 지피에이, GPA
토플, TOEFL
아이엘츠, IELTS
엘샛, LSAT
엠캣, MCAT
커뮤니티칼리지, 커뮤니티컬리지, community college, 전문대
아이비리그, 아이비 리그, Ivy League
UC버클리, 유씨버클리, 버클리대, UC Berkeley
UC어바인, 유씨어바인, UCI, UC Irvine
UC샌디에이고, UC샌디에고, UCSD, UC San Diego
UC데이비스, UC Davis
UC샌타바버라, UC산타바바라, UCSB, UC Santa Barbara
UC리버사이드, UCR, UC Riverside
UC산타크루즈, UCSC, UC Santa Cruz
유에스씨, 남가주대, USC
뉴욕대, 뉴욕대학교, NYU
매사추세츠공대, 엠아이티, MIT
칼텍, 캘텍, 캘테크, Caltech
유펜, 펜실베이니아대, UPenn
브라운대, 브라운대학, Brown University
다트머스, 다트머쓰, Dartmouth
듀크대, 듀크대학, Duke University, Duke
존스홉킨스, 존스 홉킨스, 존스홉킨스대, Johns Hopkins
노스웨스턴, 노스웨스턴대, Northwestern
카네기멜런, 카네기멜론, 카네기 멜론, Carnegie Mellon, CMU
조지타운, 조지타운대, Georgetown
조지아텍, 조지아공대, 조지아 텍, Georgia Tech
에모리, 에모리대, Emory
미시간대, 미시건대, UMich, University of Michigan
일리노이대, 어바나샴페인, UIUC
퍼듀, 퍼듀대, Purdue
워싱턴대, 유덥, University of Washington, UW
UT오스틴, UT Austin
페퍼다인, 페퍼다인대, Pepperdine
칼폴리, 캘폴리, Cal Poly
럿거스, 럿거스대, 러트거스, Rutgers
스토니브룩, 스토니브룩대, Stony Brook
버지니아텍, 버지니아공대, Virginia Tech
줄리아드, 쥴리어드, 줄리어드, Juilliard
서울대, 서울대학교, Seoul National University, SNU
연세대, 연세대학교, Yonsei
고려대, 고려대학교, Korea University
카이스트, 한국과학기술원, KAIST
초등학교, 엘리멘터리, 엘리멘트리스쿨, elementary school
중학교, 미들스쿨, 미들 스쿨, middle school
고등학교, 하이스쿨, 하이 스쿨, high school
공립학교, 퍼블릭스쿨, 퍼블릭 스쿨, public school
사립학교, 프라이빗스쿨, 프라이빗 스쿨, private school
차터스쿨, 차터 스쿨, charter school
매그닛스쿨, 마그넷스쿨, 매그닛 스쿨, magnet school
기숙학교, 보딩스쿨, 보딩 스쿨, boarding school
홈스쿨, 홈스쿨링, homeschool
주일학교, 선데이스쿨, Sunday school
방과후학교, 애프터스쿨, 방과후 프로그램, 방과후, after school
여름캠프, 서머캠프, 썸머캠프, 서머 캠프, summer camp
학군, 교육구, 스쿨디스트릭트, 스쿨 디스트릭트, school district
LA통합교육구, LA교육구, LAUSD
성적표, 리포트카드, 리포트 카드, report card
성적증명서, 트랜스크립트, 트랜스크립, transcript
등록금, 수업료, 튜이션, tuition
얼리디시전, 얼리 디시전, early decision
얼리액션, 얼리 액션, early action
조기전형, 얼리디시전, 얼리액션, early decision, early action >
커먼앱, 커먼 앱, 공통지원서, Common App
대기자명단, 웨이트리스트, 웨잇리스트, 웨이팅리스트, waitlist
졸업식, 그래듀에이션, graduation, commencement
프롬, prom, 프롬파티 >
프롬파티, prom
박사, PhD
석사, master's degree
포닥, 포스닥, 박사후연구원, 박사후 연구원, postdoc
영어, 잉글리시, English
스페인어, 스패니시, 스패니쉬, Spanish
중국어, 만다린, Mandarin
과외, 튜터링, 튜터, tutor
보모, 베이비시터, 베이비씨터, 시터, 내니, babysitter, nanny
몬테소리, 몬테쏘리, 몬테소리스쿨, Montessori
프리스쿨, 프리 스쿨, preschool
어린이집, 데이케어, 데이 케어, daycare
어학원, 랭귀지스쿨, 랭귀지 스쿨, language school
독감백신, 독감주사, 플루샷, 플루 샷, flu shot
"""
