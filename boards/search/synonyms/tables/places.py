"""Countries, states, cities and quarters, as both scripts spell them."""

TABLE = """
미국, USA, United States, 美, 美國
중국, China, 中國
캘리포니아, 캘리포냐, 가주, California
남가주, 남캘리포니아, Southern California, SoCal
북가주, 북캘리포니아, Northern California
로스앤젤레스, 로스엔젤레스, 엘에이, LA, Los Angeles
샌프란시스코, 샌프란, San Francisco
시카고, Chicago
텍사스, Texas
댈러스, 달라스, Dallas
보스턴, Boston
하와이, Hawaii
플로리다, Florida
조지아, Georgia
버지니아, Virginia
메릴랜드, Maryland
맨해튼, 맨하탄, Manhattan
오렌지카운티, Orange County
워싱턴, Washington
디즈니랜드, 디즈니, Disneyland
유니버설 스튜디오, 유니버셜 스튜디오, Universal Studios
요세미티, Yosemite
그랜드캐니언, 그랜드캐년, 그랜드 캐니언, Grand Canyon
옐로스톤, 옐로우스톤, Yellowstone
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
브루클린, Brooklyn
브롱크스, 브롱스, Bronx
팰리세이즈파크, 팰팍, 팰리세이드파크, Palisades Park
포트리, 포트 리, Fort Lee
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
애리조나, 아리조나, Arizona
네바다, Nevada
콜로라도, Colorado
유타, Utah
오리건, 오레곤, 오레건, Oregon
미시간, 미시건, Michigan
오하이오, Ohio
일리노이, Illinois
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
한국, 대한민국, Korea, 韓國
韓, 한국, Korea >
북한, 조선민주주의인민공화국, North Korea, DPRK, 北韓
北, 북한, North Korea >
일본, Japan, 日本
日, 일본, Japan >
中, 중국, China >
대만, 타이완, Taiwan, 臺灣, 台灣
홍콩, Hong Kong, 香港
영국, United Kingdom, UK, 英國, 英
독일, Germany, 獨逸
獨, 독일, Germany >
프랑스, 불란서, France
佛, 프랑스, France >
이탈리아, 이태리, Italy
스페인, Spain
호주, 오스트레일리아, Australia >
브라질, Brazil
과테말라, Guatemala
푸에르토리코, 푸에토리코, Puerto Rico
괌, Guam >
그리스, Greece >
이란, Iran >
하마스, Hamas
유럽, Europe
유럽연합, European Union, EU
도쿄, 토쿄, Tokyo
동경, 도쿄, Tokyo >
베이징, 북경, Beijing
서울, Seoul
부산, Busan, Pusan >
Busan, 부산 >
제주도, Jeju
파리, Paris >
델라웨어, Delaware
아이다호, Idaho
아이오와, Iowa
캔자스, 캔사스, Kansas
켄터키, 켄터기, Kentucky
메인주, 메인 주, Maine
미시시피, Mississippi
미주리, 미조리, Missouri
몬태나, 몬타나, Montana
네브래스카, 네브라스카, Nebraska
뉴햄프셔, 뉴햄프서, New Hampshire
뉴멕시코, New Mexico
노스다코타, North Dakota
사우스다코타, South Dakota
오클라호마, Oklahoma
로드아일랜드, Rhode Island
버몬트, 버먼트, Vermont
웨스트버지니아, West Virginia
와이오밍, Wyoming
아칸소, 알칸사스, Arkansas
뉴욕, New York, NYC, NY
뉴저지, New Jersey, NJ
워싱턴DC, 워싱턴디씨, Washington DC
워싱턴주, Washington State
애틀랜타, 애틀란타, 아틀란타, Atlanta
시애틀, 씨애틀, Seattle
라스베이거스, 라스베가스, 베가스, Las Vegas, Vegas
필라델피아, Philadelphia
필라, 필라델피아, Philadelphia >
나성, 로스앤젤레스, LA, Los Angeles >
휴스턴, 휴스톤, Houston
샌디에이고, 샌디에고, 샌디아고, San Diego
샌안토니오, 산안토니오, San Antonio
베이에어리어, 베이지역, 베이 지역, Bay Area
실리콘밸리, 실리콘벨리, Silicon Valley
다운타운, downtown, DTLA
코리아타운, 한인타운, Koreatown, K타운, 케이타운, Ktown
버팔로, 버펄로, Buffalo
롱아일랜드, Long Island
베이사이드, Bayside
플러싱, 후러싱, 프러싱, Flushing
퀸스, 퀸즈, Queens
스태튼아일랜드, 스테이튼아일랜드, Staten Island
할렘, 할럼, Harlem
엘름허스트, 엘머스트, Elmhurst
그레이트넥, 그레잇넥, Great Neck
웨스트체스터, Westchester
용커스, 욘커스, Yonkers
타임스스퀘어, 타임스퀘어, 타임 스퀘어, Times Square
센트럴파크, 센트럴팍, Central Park
테너플라이, 테나플라이, Tenafly
잉글우드클립스, 잉글우드 클립스, 잉글우드클리프, Englewood Cliffs
버겐카운티, 버건카운티, Bergen County
해켄색, 해캔색, 하켄색, Hackensack
저지시티, 저지 시티, Jersey City
뉴어크, 뉴왁, 뉴악, Newark
파라무스, 패러머스, Paramus
애넌데일, 애난데일, 에난데일, Annandale
센터빌, 센터뷜, Centreville
엘리콧시티, 엘리컷시티, 엘리콧 시티, Ellicott City
록빌, 락빌, Rockville
실버스프링, Silver Spring
베데스다, 버데스다, Bethesda
타이슨스, 타이슨스코너, 타이슨스 코너, Tysons
알렉산드리아, 알렉산드리야, Alexandria
알링턴, 알링톤, Arlington
리치먼드, 리치몬드, Richmond
북버지니아, 노던버지니아, 노던 버지니아, Northern Virginia
매클린, 맥클린, 맥린, McLean
애슈번, 애쉬번, Ashburn
둘루스, 덜루스, 둘루쓰, Duluth
스와니, 수와니, Suwanee
존스크릭, 존스 크릭, Johns Creek
알파레타, 알파라타, Alpharetta
도라빌, 도래빌, Doraville
귀넷, 귀넷카운티, 그위넷, Gwinnett
로렌스빌, 로랜스빌, Lawrenceville
마리에타, 매리에타, Marietta
사바나, 서배너, 사반나, Savannah
피치트리, 피치추리, Peachtree
몽고메리, 몽고머리, Montgomery
헌츠빌, 헌트스빌, Huntsville
캐롤턴, 캐롤튼, 캐럴턴, 캐롤톤, Carrollton
플레이노, 플라노, Plano
프리스코, Frisco
어빙, Irving
루이스빌, Lewisville
포트워스, 포트 워스, 포트월스, Fort Worth
엘파소, 엘 파소, El Paso
슈거랜드, 슈가랜드, 슈가 랜드, Sugar Land
라크레센타, 라크레센터, 라크라센타, La Crescenta
라카냐다, 라캬나다, 라카나다, La Cañada, La Canada Flintridge
세리토스, 쎄리토스, 세리또스, Cerritos
라미라다, 라 미라다, La Mirada
하시엔다하이츠, 하시엔다, Hacienda Heights
롤랜하이츠, 로랜하이츠, 로랜드하이츠, 로우랜드하이츠, Rowland Heights
다이아몬드바, 다이아몬드 바, Diamond Bar
치노힐스, 치노힐, 치노 힐스, Chino Hills
랜초쿠카몽가, 란초쿠카몽가, 쿠카몽가, Rancho Cucamonga
리버사이드, 리버싸이드, Riverside
샌버나디노, 샌버내디노, 산버나디노, San Bernardino
인랜드엠파이어, 인랜드, Inland Empire
요바린다, 요르바린다, Yorba Linda
터스틴, 투스틴, Tustin
코스타메사, 코스타 메사, Costa Mesa
뉴포트비치, 뉴포트 비치, Newport Beach
헌팅턴비치, 헌팅톤비치, Huntington Beach
라구나비치, 라구나 비치, Laguna Beach
미션비에호, 미션 비에호, 미션비예호, Mission Viejo
사이프레스, 싸이프레스, 사이프러스, Cypress
팔로스버디스, 팔로스 버디스, 팔로스버디, Palos Verdes
엘세군도, 엘 세군도, El Segundo
컬버시티, 컬버 시티, 컬버시, Culver City
밴나이스, 반나이스, 벤나이스, Van Nuys
노스리지, 노스릿지, Northridge
그라나다힐스, 그라나다 힐스, 그라나다힐, Granada Hills
셔먼옥스, 셔먼오크스, 셔먼 옥스, Sherman Oaks
우드랜드힐스, 우들랜드힐스, 우드랜드힐, Woodland Hills
샌퍼난도밸리, 샌페르난도밸리, 샌퍼난도, San Fernando Valley
산타클라리타, 샌타클라리타, Santa Clarita
알함브라, 알람브라, Alhambra
몬터레이파크, 몬테레이파크, 몬터레이팍, Monterey Park
샌게이브리얼, 샌가브리엘, 산가브리엘, San Gabriel
클레어몬트, 클레어몬, 클레어먼트, Claremont
벤추라, 벤투라, Ventura
말리부, 맬리부, Malibu
실버레이크, 실버레익, Silver Lake
행콕파크, 핸콕팍, 행콕팍, Hancock Park
윌셔, 월셔, 윌셔길, Wilshire
할리우드, 헐리우드, 헐리웃, 할리웃, Hollywood
사우스베이, 사우스 베이, South Bay
새크라멘토, 새크라맨토, 사크라멘토, Sacramento
쿠퍼티노, 쿠퍼치노, 큐퍼티노, Cupertino
서니베일, 써니베일, Sunnyvale
산타클라라, 샌타클라라, Santa Clara
팔로알토, 팔로 알토, Palo Alto
마운틴뷰, 마운틴 뷰, Mountain View
밀피타스, 밀피터스, Milpitas
플레전턴, 플레젠튼, 플레즌튼, Pleasanton
월넛크릭, 월넛 크릭, Walnut Creek
나파밸리, 나파 밸리, Napa
몬터레이, 몬트레이, 몬테레이, Monterey
레이크타호, 타호, 타호호수, Lake Tahoe, Tahoe
산타크루즈, 샌타크루즈, Santa Cruz
조슈아트리, 조슈아 트리, 죠슈아트리, Joshua Tree
빅베어, 빅 베어, Big Bear
데스밸리, 데스벨리, Death Valley
세쿼이아, 세콰이어, 세코이아, Sequoia
자이언캐년, 자이언캐니언, 자이언 캐년, Zion Canyon, Zion National Park
앤텔로프캐년, 앤텔롭캐년, 앤틸롭캐년, Antelope Canyon
나이아가라, 나이아가라폭포, Niagara
금문교, 골든게이트, 골든게이트브리지, Golden Gate
자유의여신상, 자유의 여신상, Statue of Liberty
벨뷰, 벨뷔, 벨레뷰, Bellevue
린우드, 린웃, Lynnwood
페더럴웨이, 훼더럴웨이, 페드럴웨이, Federal Way
타코마, 터코마, Tacoma
레드먼드, 레드몬드, Redmond
렌턴, 랜튼, Renton
리노, Reno >
스카츠데일, 스코츠데일, 스캇츠데일, Scottsdale
투손, Tucson
볼더, 보울더, Boulder
콜로라도스프링스, 콜로라도 스프링스, Colorado Springs
네이퍼빌, 네퍼빌, Naperville
앤아버, 앤 아버, 앤하버, Ann Arbor
콜럼버스, 콜롬버스, 콜럼부스, Columbus
신시내티, 신시네티, Cincinnati
인디애나폴리스, 인디아나폴리스, Indianapolis
인디애나, 인디아나, Indiana
캔자스시티, 캔사스시티, Kansas City
멤피스, 맴피스, Memphis
루이빌, Louisville
랄리, Raleigh
롤리, 랄리, Raleigh >
잭슨빌, 잭슨뷜, Jacksonville
포트로더데일, 포트 로더데일, Fort Lauderdale
밀워키, 밀워크, Milwaukee
케임브리지, 캠브리지, Cambridge
뉴헤이븐, 뉴헤븐, New Haven
와이키키, Waikiki
마우이, Maui
오아후, Oahu
몬트리올, 몬트리얼, Montreal
칸쿤, 캔쿤, 깐꾼, Cancun
"""
