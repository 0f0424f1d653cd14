"""Taxes, banking, loans and insurance; jobs and pay."""

TABLE = """
달러, 불, dollar, USD
집값, 주택가격, 주택 가격
재융자, 리파이낸스, refinance
계약금, 디파짓, deposit
다운페이, 다운페이먼트, 계약금, down payment
국세청, IRS
재산세, property tax
판매세, 세일즈 택스, sales tax
소득세, income tax
회계사, CPA
신용카드, 크레딧 카드, credit card
체크카드, 데빗카드, debit card
최저임금, 미니멈 웨이지, minimum wage
초과근무, 오버타임, overtime
급여명세서, 페이스텁, pay stub
상해보험, 산재보험, 산재, 워컴, workers comp
인플레이션, 물가상승, inflation
금리, 이자율, interest rate
관세, tariff
주식, stock, 증권
비트코인, bitcoin, BTC
암호화폐, 비트코인, 이더리움 >
택스, 세금, tax >
텍스, 택스, 세금, tax >
세금보고, 세금신고, 택스보고, 텍스보고, 택스리턴, 텍스리턴, tax return, tax filing
세금환급, 택스리펀드, 택스 리펀드, 텍스리펀드, tax refund
환불, 리펀드
환불, refund >
리펀드, refund >
원천징수영수증, W-2
납세자번호, 개인납세자번호, 아이틴, ITIN
고용주번호, 고용주식별번호, EIN
은퇴연금, 401k, 직장은퇴연금
개인은퇴계좌, 개인은퇴연금, IRA
로스IRA, 로쓰IRA, 로스 아이라, Roth IRA
건강저축계좌, HSA
529플랜, 529 plan
사회보장국, 소셜시큐리티국, 소셜오피스, SSA
소셜번호, 소셜 시큐리티 번호, SSN, 사회보장번호, 소셜넘버, 쏘셜번호
소셜연금, 사회보장연금, 소셜시큐리티연금, 소셜 시큐리티, social security
생활보조금, 웰페어, 생계보조금, SSI, welfare
푸드스탬프, 푸드스템프, 푸드 스탬프, 캘프레시, EBT, SNAP, CalFresh, food stamps
세금공제, 소득공제, 디덕션, tax deduction
세액공제, 택스크레딧, 택스 크레딧, tax credit
부양가족, 디펜던트, dependents
세무감사, 택스오딧, 택스 오딧, tax audit
양도소득세, 양도세, 캐피탈게인, 캐피털게인, capital gains
상속세, estate tax, inheritance tax
해외금융계좌신고, FBAR
FBAR, 해외계좌신고 >
신용점수, 크레딧점수, 크레딧스코어, 크레딧 점수, 크레딧 스코어, 신용등급, credit score, FICO
크레딧리포트, 크레딧 리포트, 신용보고서, credit report
신용조합, 크레딧유니온, 크레딧 유니온, credit union
체킹어카운트, 체킹 어카운트, 체킹계좌, 당좌예금, checking account
세이빙어카운트, 세이빙 어카운트, 저축계좌, 저축예금, savings account
은행계좌, 은행 계좌, bank account
와이어트랜스퍼, 와이어 트랜스퍼, 전신송금, wire transfer
개인수표, 퍼스널체크, 퍼스널 체크, personal check
캐시어스체크, 캐쉬어스체크, 캐시어 체크, cashier's check
머니오더, 머니 오더, money order
라우팅넘버, 라우팅 넘버, 라우팅번호, routing number
자동이체, 오토페이, autopay
파산, 뱅크럽시, bankruptcy
대출, 융자, 론, loan
융자, 모기지, mortgage >
주택담보대출, 주택융자, 모기지, 홈론, home loan, mortgage
홈에퀴티, 에퀴티론, 헬록, HELOC, home equity
APR, 연이율, 연이자율 >
에스크로, 에스크로우, escrow
클로징비용, 클로징코스트, 클로징 코스트, closing cost
주택감정, 어프레이절, 어프레이잘, appraisal
홈인스펙션, 홈 인스펙션, 인스펙션, home inspection
오픈하우스, 오픈 하우스, open house
숏세일, 쇼트세일, short sale
차압, 포클로저, 포어클로저, foreclosure
타이틀보험, 타이틀 보험, title insurance
사전승인, 융자사전승인, 프리어프루벌, preapproval
주택보험, 집보험, 홈오너보험, 홈오너스 보험, home insurance, homeowners insurance
세입자보험, 렌터스보험, 렌터스 보험, 렌트보험, renters insurance
관리비, HOA, 에이치오에이
양도성예금, 양도성예금증서, certificate of deposit
보험, 인슈어런스, insurance
보험료, insurance premium
보험에이전트, 보험 에이전트, insurance agent
생명보험, 라이프인슈어런스, life insurance
에스앤피500, S&P 500
나스닥, 나스닥지수, Nasdaq
다우존스, 다우지수, Dow Jones
코스피, KOSPI
상장지수펀드, 이티에프, ETF
뮤추얼펀드, 뮤추얼 펀드, mutual fund
인덱스펀드, 인덱스 펀드, index fund
암호화폐, 가상화폐, 가상자산, 크립토, crypto, cryptocurrency
이더리움, Ethereum, ETH
코인베이스, 코인 베이스, Coinbase
스테이블코인, 스테이블 코인, stablecoin
경기침체, 불경기, 리세션, recession
소비자물가지수, CPI
연방준비제도, 연준, Fed, FRB, Federal Reserve
연준, FOMC, 연방공개시장위원회 >
FOMC, 연방공개시장위원회
해고, 정리해고, 레이오프, 감원, 레이 오프, layoff, laid off
실업수당, 실업급여, unemployment benefits, unemployment, EDD
연봉, 샐러리, salary
월급, 봉급, 페이체크, 페이첵, paycheck
인터뷰, interview
취업면접, 잡인터뷰, 잡 인터뷰, job interview
오퍼레터, 오퍼 레터, 잡오퍼, 잡 오퍼, offer letter, job offer
이력서, 레쥬메, 레주메, 레쥬메이, 레저메, resume
추천서, 레퍼런스레터, recommendation letter, reference letter
퇴사, 사직, resignation
복리후생, 베네핏, 베니핏, employee benefits
유급휴가, 피티오, paid time off, PTO
병가, 시크리브, 씩리브, sick leave
출산휴가, 머터니티리브, maternity leave
육아휴직, parental leave
재택근무, 원격근무, 재택, remote work, work from home, WFH
인사과, 인사팀, 인사부, human resources
일자리, 잡, job
구인, 채용, hiring, 직원모집, 직원 모집, help wanted
프리랜서, 프리랜스, freelancer, freelance
자영업, 스몰비즈니스, 스몰 비즈니스, small business, self-employed
유한회사, 유한책임회사, LLC
법인, 코퍼레이션, corporation
프랜차이즈, 프렌차이즈, 프랜차이스, franchise
사업자등록, 비즈니스라이선스, 비즈니스 라이선스, business license
중소기업청, SBA
노조, 노동조합, labor union
파업, 스트라이크, strike >
아르바이트, 알바, 파트타임, 파트 타임, part-time
풀타임, 풀 타임, full-time
임금체불, 체불임금, 임금 체불, unpaid wages, wage theft
"""
