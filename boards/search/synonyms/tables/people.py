"""Who is in the news, and given names."""

TABLE = """
바이든, Biden
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
푸틴, Putin
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
해리스, Harris
카멀라, 카말라, Kamala
트럼프, Trump
힐러리, Hillary
부시, Bush >
버니 샌더스, 샌더스, Bernie Sanders
디샌티스, 드샌티스, 디산티스, DeSantis
니키 헤일리, 헤일리, Nikki Haley
케네디, 캐네디, Kennedy
헤그세스, Hegseth
크리스티 놈, Kristi Noem, Noem
톰 호먼, 호먼, Tom Homan, Homan
팸 본디, Pam Bondi, Bondi
파월, 제롬 파월, Powell, Jerome Powell
옐런, 옐렌, Yellen
베센트, 베선트, Bessent
캐런 배스, 카렌 배스, Karen Bass
호쿨, 호컬, Hochul
오카시오코르테스, 오카시오 코르테스, AOC, Ocasio-Cortez
앤디 김, 앤디김, Andy Kim
영 김, 영김, Young Kim
미셸 스틸, 미셸 박 스틸, 미쉘 스틸, Michelle Steel
윤석열, 尹錫悅, Yoon Suk Yeol
尹, 윤석열 >
이재명, 李在明, Lee Jae-myung
문재인, 文在寅, Moon Jae-in
김정은, 金正恩, Kim Jong Un
시진핑, 習近平, Xi Jinping
이시바, Ishiba
다카이치, 타카이치, Takaichi
네타냐후, 네탄야후, Netanyahu
마크롱, Macron
트뤼도, 트루도, Trudeau
마크 카니, Mark Carney, Carney
스타머, Starmer
젤렌스키, 젤렌스키이, Zelensky, Zelenskyy
교황, 敎皇, Pope
팀 쿡, 팀쿡, Tim Cook
젠슨 황, 젠슨황, Jensen Huang
샘 올트먼, 올트먼, 알트만, 알트먼, 샘 알트만, Altman
손흥민, Son Heung-min, Heung-Min Son
이강인, Lee Kang-in
오타니, 오타니 쇼헤이, Ohtani
류현진, Ryu Hyun-jin, Hyun Jin Ryu
김하성, Ha-Seong Kim, Kim Ha-seong
이정후, Jung Hoo Lee, Lee Jung-hoo
애런 저지, Aaron Judge
메시, 리오넬 메시, Messi >
호날두, 로날두, Ronaldo
음바페, Mbappe
르브론, 르브론 제임스, 르브런, LeBron
스테판 커리, 스테픈 커리, Stephen Curry, Steph Curry
방탄소년단, BTS, 비티에스
방탄, 방탄소년단, BTS >
블랙핑크, 블핑, BLACKPINK
스트레이키즈, 스트레이 키즈, Stray Kids
테일러 스위프트, 스위프트, Taylor Swift
스티븐 연, 스티븐연, Steven Yeun
봉준호, Bong Joon-ho
제임스, James
리처드, 리차드, Richard
토머스, 토마스, Thomas
케빈, 캐빈, Kevin
제이슨, 제이선, Jason
조슈아, 죠슈아, 조수아, Joshua
브랜던, 브랜든, Brandon
티머시, 티모시, 티모디, Timothy
앤서니, 앤소니, 안소니, Anthony
사라, Sarah >
세라, Sarah >
미셸, 미쉘, 미쉴, Michelle
캐서린, 캐더린, 캐써린, Catherine, Katherine
레이철, 레이첼, Rachel
캐런, 카렌, Karen
"""
