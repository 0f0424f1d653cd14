"""Banks, shops, cars, airlines, programs, papers and teams."""

TABLE = """
마이크로소프트, MS, Microsoft
아마존, Amazon
코스트코, 코스코, Costco
월마트, Walmart
홈디포, Home Depot
H마트, 에이치마트, 한아름, H Mart
인스타그램, 인스타, Instagram
윈도우, 윈도우즈, Windows
티모바일, T-Mobile
버라이즌, 버라이존, Verizon
애플, Apple
테슬라, Tesla
토요타, 도요타, Toyota
혼다, Honda
카카오톡, 카톡, KakaoTalk
아이폰, iPhone
우버, Uber
리프트, Lyft
웰스파고, Wells Fargo
스타벅스, 스벅, Starbucks
버거킹, Burger King
인앤아웃, 인앤아웃버거, In-N-Out
치폴레, 치포틀레, Chipotle
도미노피자, 도미노, Domino's
던킨도너츠, 던킨, Dunkin
파네라, Panera
폭스바겐, 폭스바켄, Volkswagen, VW
포르쉐, 포르셰, Porsche
벤츠, 메르세데스, 메르세데스벤츠, Mercedes, Benz
아우디, Audi
렉서스, Lexus
닛산, 니산, Nissan
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
사우스웨스트, 사우스웨스트항공, Southwest Airlines
아시아나, 아시아나항공, Asiana
씨티은행, 시티은행, 씨티뱅크, Citibank
캐피탈원, 캐피털원, 캐피탈 원, Capital One
마스터카드, 매스터카드, Mastercard
뱅가드, Vanguard
피델리티, Fidelity
로빈후드, Robinhood
블루크로스, 블루 크로스, Blue Cross
카이저, 카이저 퍼머넌트, Kaiser
기아차, 기아자동차, Kia
체이스, 체이스은행, Chase
뱅크오브아메리카, 뱅오아, BoA, BofA, Bank of America
뱅크오브호프, 호프은행, Bank of Hope
한미은행, Hanmi Bank
우리아메리카은행, 우리아메리카, Woori America
찰스슈왑, 찰스 슈왑, 슈왑, Charles Schwab, Schwab
골드만삭스, 골드먼삭스, Goldman Sachs
JP모건, JP모간, 제이피모건, JPMorgan
버크셔해서웨이, 버크셔 해서웨이, 버크셔 해써웨이, Berkshire Hathaway
아메리칸 익스프레스, 아메리칸익스프레스, 아멕스, American Express, Amex
젤 송금, 젤 이체, 젤로 송금, 젤로 이체, 젤로 보내, 젤로 보냈, 젤로 받, 젤 계정, 젤 사기, Zelle
캐시앱, 캐쉬앱, 캐시 앱, Cash App
구글페이, 구글 페이, Google Pay
삼성페이, 삼성 페이, Samsung Pay
웨스턴유니온, 웨스턴 유니온, 웨스턴유니언, Western Union
가이코, 게이코, GEICO
스테이트팜, 스테이트 팜, State Farm
트리플에이, 트리플A, AAA
에트나, 애트나, Aetna
유나이티드헬스케어, 유나이티드 헬스케어, UnitedHealthcare
블루실드, 블루쉴드, 블루 쉴드, Blue Shield
시더스사이나이, 시다스사이나이, 세다스사이나이, Cedars-Sinai
수도전력국, LADWP, DWP
트레이더조, 트레이더조스, 트조, Trader Joe's
타깃, 타겟, Target
티제이맥스, 티제이 맥스, TJ맥스, TJ Maxx
마셜스, 마샬스, 마샬즈, Marshalls
홈굿즈, 홈굿, 홈구즈, HomeGoods
노드스트롬랙, 노드스트롬 랙, 노드스트럼랙, Nordstrom Rack
올드네이비, 올드 네이비, Old Navy
유니클로, 유니끌로, Uniqlo
자라, Zara >
나이키, Nike
뉴발란스, 뉴 발란스, 뉴발, New Balance
룰루레몬, 룰루레먼, 루루레몬, Lululemon
노스페이스, 노스 페이스, North Face
루이비통, 루이뷔통, 루이비똥, Louis Vuitton
다이소, Daiso
레고, LEGO >
로우즈, Lowe's
로우스, 로우즈, Lowe's >
월그린, 월그린스, Walgreens
씨브이에스, CVS
달러트리, 달러 트리, Dollar Tree
세븐일레븐, 세븐 일레븐, 7-Eleven
아마존프라임, 아마존 프라임, Amazon Prime
이베이, eBay
엣시, 에찌, Etsy
쉬인, Shein
테무, 테뮤, Temu
알리익스프레스, 알리 익스프레스, AliExpress
쿠팡, Coupang
크레이그리스트, 크레이그스리스트, 크레이그 리스트, Craigslist
질로우, Zillow
질로, 질로우, Zillow >
레드핀, Redfin
옐프, Yelp
한남체인, 한남마켓, Hannam
시온마켓, 시온 마켓, Zion Market
갤러리아마켓, 갤러리아 마켓, Galleria Market
롯데플라자, 롯데 플라자, Lotte Plaza
아씨마켓, 아씨플라자, 아씨 마켓, Assi Plaza
99랜치, 99 Ranch
앨버슨, 알버슨, 알벗슨, 앨벗슨, Albertsons
퍼블릭스, Publix >
맥도날드, 맥도널드, 맥날, McDonald's
칙필레, 칙필에이, 칙필라이, Chick-fil-A
파이브가이즈, 파이브 가이즈, 파이브가이스, Five Guys
쉐이크쉑, 쉑쉑, 셰이크쉑, Shake Shack
판다익스프레스, 팬더익스프레스, 판다 익스프레스, Panda Express
타코벨, 타코 벨, Taco Bell
서브웨이, 써브웨이
파파이스, 뽀빠이스, 파파이즈, Popeyes
치즈케이크팩토리, 치즈케익팩토리, 치즈케이크 팩토리, Cheesecake Factory
아웃백, 아웃백스테이크, Outback
파리바게뜨, 파리바게트, 빠리바게뜨, 파바, Paris Baguette
뚜레쥬르, 뚜레주르, Tous Les Jours
BMW, 비엠더블유, 비엠더블류, 베엠베
인피니티, 인피니디, Infiniti
아큐라, 어큐라, Acura
캐딜락, 캐딜랙, 캐딜라크, Cadillac
포드, Ford >
Ford, 포드차, 포드 자동차, 포드자동차 >
지프, 지프차, 짚차, Jeep
제너럴모터스, 지엠, GM, General Motors
미니쿠퍼, 미니 쿠퍼, Mini Cooper
랜드로버, 랜드 로버, Land Rover
레인지로버, 레인지 로버, Range Rover
미쓰비시, 미츠비시, 미쯔비시, Mitsubishi
현대차, 현대자동차, 현다이, Hyundai
스바루, 수바루, 쓰바루, Subaru
엘란트라, 일란트라, Elantra
투싼, 투산, Tucson
텔루라이드, 텔룰라이드, Telluride
쏘렌토, 소렌토, Sorento
스포티지, 스포테지, Sportage
카니발, Carnival
시에나, 씨에나, Sienna
오디세이, 오딧세이, 오디쎄이, Odyssey
라브4, 라브포, RAV4
씨알브이, CR-V
파일럿, 파일롯, Pilot
프리우스, 프리어스, Prius
포러너, 4러너, 4Runner
머스탱, 머스텡, Mustang
모델Y, Model Y
모델3, Model 3
사이버트럭, 사이버 트럭, Cybertruck
딜러십, 딜러쉽, 딜러샵, dealership
카바나, 카르바나, Carvana
켈리블루북, 켈리 블루북, KBB, Kelley Blue Book
대한항공, 댄공, KE, Korean Air
에어프레미아, 에어 프레미아, 에어프리미아, Air Premia
아메리칸항공, 아메리칸에어라인, 아메리칸 에어라인, American Airlines
유나이티드항공, 유나이티드 항공, 유나이티드에어라인, United Airlines
알래스카항공, 알래스카 항공, Alaska Airlines
젯블루, 제트블루, JetBlue
인천공항, 인천국제공항, ICN, Incheon Airport
LA공항, LA국제공항, 엘에이공항, LAX
케네디공항, JFK공항, 케네디국제공항, JFK
뉴어크공항, 뉴왁공항, EWR, Newark Airport
라과디아, 라구아디아, LaGuardia, LGA
샌프란시스코공항, 샌프란공항, SFO
시택공항, 시애틀공항, SeaTac
덜레스공항, 덜레스 공항, 달레스공항, Dulles, IAD
오헤어공항, 오헤어, O'Hare
앰트랙, 암트랙, 암트렉, Amtrak
메트로링크, Metrolink
이지패스, E-ZPass
힐튼, 힐튼호텔, Hilton
메리어트, 매리어트, 매리엇, 메리엇, Marriott
하얏트, 하이얏트, Hyatt
익스피디아, 익스페디아, Expedia
페이스북, 페북, Facebook
유튜브, 유투브, 유튭, YouTube
유튜버, 유투버, YouTuber
네이버, Naver
구글, 구굴, Google
구글맵, 구글지도, 구글 지도, Google Maps
지메일, 쥐메일, Gmail
크롬, Chrome
아이패드, 아이페드, iPad
애플워치, 애플 워치, Apple Watch
에어팟, 에어팟츠, AirPods
갤럭시, 갤럭시폰, Galaxy
안드로이드, 앤드로이드, Android
챗GPT, ChatGPT, 챗지피티, 쳇GPT, 쳇지피티, 지피티, GPT
제미나이, 제미니, Gemini
클로드, Claude
코파일럿, 코파일롯, Copilot
퍼플렉시티, Perplexity
딥시크, DeepSeek
왓츠앱, 와츠앱, 왓쓰앱, 왓츠업, WhatsApp
텔레그램, 텔레그람, Telegram
줌 미팅, 줌미팅, Zoom
페이스타임, 페이스 타임, FaceTime
넷플릭스, 넷플, 네플릭스, Netflix
스타링크, 스타 링크, Starlink
에이티앤티, 에이티엔티, AT&T
스펙트럼, 스펙트럼 인터넷, Spectrum
컴캐스트, 콤캐스트, Comcast
엑스피니티, 엑스피너티, Xfinity
엘지, LG전자, LG
하이닉스, SK하이닉스, Hynix
닌텐도, Nintendo
플레이스테이션, 플스, PlayStation
포켓몬, 포케몬, Pokemon
디즈니월드, 디즈니 월드, Disney World
식스플래그, 식스플래그스, 식스 플래그, Six Flags
씨월드, SeaWorld
넛츠베리팜, 낫츠베리팜, 넛츠베리, Knott's Berry Farm
중앙일보, 미주중앙일보, Korea Daily
한국일보, 미주한국일보, Korea Times
라디오코리아, Radio Korea
미씨USA, 미시USA, 미씨유에스에이, MissyUSA
헤이코리안, 헤이 코리안, HeyKorean
마일모아, milemoa
뉴욕타임스, 뉴욕타임즈, 뉴욕 타임스, NYT, New York Times
워싱턴포스트, 워싱턴 포스트, Washington Post
월스트리트저널, 월스트릿저널, WSJ, Wall Street Journal
LA타임스, LA타임즈, LA Times
블룸버그, 블룸버그통신, Bloomberg
폭스뉴스, 폭스 뉴스, Fox News
월스트리트, 월스트릿, 월가, Wall Street
다저스, LA다저스, 다져스, 다저즈, Dodgers
에인절스, 에인젤스, LA Angels
양키스, 양키즈, Yankees
뉴욕메츠, 메츠, NY Mets, New York Mets
파드리스, 파드레스, Padres
자이언츠, Giants
레드삭스, 레드싹스, Red Sox
브레이브스, 브레이브즈, Atlanta Braves
레이커스, LA레이커스, 레이커즈, Lakers
클리퍼스, 클리퍼즈, Clippers
워리어스, 워리어즈, Warriors
뉴욕닉스, 뉴욕 닉스, Knicks
LA램스, LA램즈, LA Rams
LA차저스, 차저스, 차져스, LA Chargers
이글스, 이글즈, Philadelphia Eagles
포티나이너스, 49ers
엘에이에프씨, LAFC
LA갤럭시, LA Galaxy
토트넘, 토튼햄, 토트넘핫스퍼, Tottenham
맨유, 맨체스터유나이티드, 맨체스터 유나이티드, Manchester United
첼시, Chelsea
메이저리그, 메이져리그, 빅리그, MLB, major league
미국프로농구, 미프로농구, NBA
미국프로풋볼, 프로풋볼, NFL
슈퍼볼, 수퍼볼, 슈퍼보울, Super Bowl
월드컵, World Cup
월드시리즈, 월드 시리즈, World Series
올림픽, Olympics
프리미어리그, 프리미어 리그, EPL, Premier League
US오픈, US Open
플레이오프, 포스트시즌, playoffs, postseason
오스카, 아카데미상, 아카데미 시상식, Oscars, Academy Awards
케이팝, K팝, K-pop
K드라마, 케이드라마, 한국드라마, K-drama
오징어게임, 오징어 게임, Squid Game
케데헌, 케이팝 데몬 헌터스, KPop Demon Hunters
"""
