"""Who is a reader and who a crawler, by the user agent alone."""

import time

import pytest

from boards.counters.crawlers import MAX_AGENT, is_crawler

ANDROID = "Mozilla/5.0 (Linux; Android 14; {model}) AppleWebKit/537.36 (KHTML, like Gecko) {rest}"
CHROME = "Chrome/131.0.0.0 Mobile Safari/537.36"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/15E148 {app}"
)
WEBVIEW = ANDROID.format(
    model="SM-S928N Build/UP1A.231005.007; wv", rest=f"Version/4.0 {CHROME} {{app}}"
)
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) {app}"


@pytest.mark.parametrize(
    "model",
    [
        "CUBOT NOTE 50",
        "CUBOT_X18_Plus Build/O00623",
        "ko-kr; CUBOT MAX Build/MRA58K",
        "M bot Tab 103",
        "VR BOT 552",
        "XBot Senior",
        "GLX Spider1S Build/KOT49H",
        "HTC Butterfly 3 Build/LRX22G",
        "HTC_Butterfly_s Build/JDQ39",
        "ViewSonic-ViewPad7e Build/ERE27",
        "Scanner Pro 5 Build/QP1A",
        "Preview Phone",
        "CPH2581 Build/AP3A.240617.008",
        "HTC Desire 22 pro Build/SKQ1; wv; htc_botdugls",
        "HarmonyOS; CUBOT KINGKONG",
    ],
)
def test_a_phone_named_like_a_robot_is_a_readers(model: str) -> None:
    assert not is_crawler(ANDROID.format(model=model, rest=CHROME))


def test_a_phone_named_cubot_is_a_readers_in_other_browsers_too() -> None:
    opera = "Opera/9.80 (Android; Opera Mini/7.6/35.7; U; en; CUBOT) Presto/2.12 Version/12.16"
    uc = "UCWEB/2.0 (MIDP-2.0; U; Adr 8.1.0; en-US; CUBOT_J3) U2/1.0.0 UCBrowser/10.9 U2/1.0.0"
    instagram = "Instagram 330.0 Android (28/9; 320dpi; 720x1280; CUBOT; CUBOT_P20; mt6580; ko_KR)"
    assert not any(map(is_crawler, [opera, uc, instagram, WEBVIEW.format(app=instagram)]))


@pytest.mark.parametrize("page", [WEBVIEW, IPHONE])
@pytest.mark.parametrize(
    "app",
    [
        "KAKAOTALK/25.2.1 (INAPP)",
        "NAVER(inapp; search; 2000; 12.8.5)",
        "NAVER(inapp; cafe; 560; 6.4.2)",
        "DaumApps/6.9.0 DaumDevice/mobile",
        "BAND/15.0.0",
        "Line/14.9.0/IAB",
        "Whale/1.0.0.0 Crosswalk/25.80.14.13",
        "everytimeApp",
        "Instagram 330.0.0.40.92",
        "[FBAN/FB4A;FBAV/460.0.0.48.109;IABMV/1;]",
        "MetaIAB Facebook",
        "Twitter for iPhone",
        "Snapchat/12.80.0.36",
        "musical_ly_32.9.1 BytedanceWebview/d8a21c6",
        "SogouMSE,SogouMobileBrowser/5.6.2",
        "Viber/22.1",
        "Blackboard/3.7.0",
        "GSA/314.0",
        "DuckDuckGo/5 Ddg/17.4",
        "SomeReader/2.1",
    ],
)
def test_who_reads_inside_an_app_is_a_reader(page: str, app: str) -> None:
    assert not is_crawler(page.format(app=app))


@pytest.mark.parametrize(
    "agent",
    [
        WINDOWS.format(app="Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0"),
        WINDOWS.format(app="Whale/3.28.266.14 Chrome/128.0.0.0 Safari/537.36"),
        WINDOWS.format(app="coc_coc_browser/126.0 Chrome/120.0.0.0 Safari/537.36"),
        WINDOWS.format(app="Notion/2.0.23 Chrome/91.0.4472.164 Electron/13.6.9 Safari/537.36"),
        ANDROID.format(model="SM-S928N", rest=f"SamsungBrowser/27.0 {CHROME}"),
        "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0; SLCC2; .NET4.0C)",
        "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Embedded Web Browser from: "
        "http://bsalsa.com/; SLCC2)",
        "Mozilla/5.0 (Android 15; Mobile; rv:138.0) Gecko/138.0 Firefox/138.0",
        "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/94.0.4606.128 Safari/537.36 DMOST/2.0.0 (; LGE; webOSTV; WEBOS6.3.2;)",
        "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) "
        "76.0.3809.146/6.0 TV Safari/537.36",
        "Mozilla/5.0 (PlayStation; PlayStation 5/8.20) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/15.4 Safari/605.1.15",
        "Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) "
        "NF/6.0.2.21.3 NintendoBrowser/5.1.0.22474",
        "Dalvik/2.1.0 (Linux; U; Android 14; SM-S928N Build/UP1A.231005.007)",
        "UCWEB/2.0 (Java; U; MIDP-2.0; Nokia203/20.37) U2/1.0.0 UCBrowser/9.4 U2/1.0.0 Mobile",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80/35.5; U; ko) Presto/2.12.423 Version/12.16",
        "Nokia6230i/2.0 (03.80) Profile/MIDP-2.0 Configuration/CLDC-1.1",
        "BlackBerry9700/5.0.0.862 Profile/MIDP-2.1 Configuration/CLDC-1.1",
        "SAMSUNG-SGH-E250/1.0 Profile/MIDP-2.0",
        "SCH-W830",
        "LG-KU990i",
        "MOT-V190",
        "SonyEricssonK800i/R1CB Browser/NetFront/3.3",
        "DoCoMo/2.0 N905i(c100;TB;W24H16)",
        "w3m/0.5.3",
        "WhatsApp/2.18.79 Android/5.1 Device/Meizu-MX5",
        "Podbean/Android App 8.3.2 (http://podbean.com)",
    ],
)
def test_whoever_reads_with_a_browser_a_telephone_or_a_television_is_a_reader(agent: str) -> None:
    assert not is_crawler(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "AcmeBot/1.0",
        "Acme-Crawler",
        "acmespider (Windows NT 10.0)",
        "Mozilla/5.0 (compatible; AcmeThing/2.1; +https://acme.example/thing)",
        "Mozilla/5.0 (compatible; AcmeThing/2.1)",
        "AcmeThing/2.1 (www.acme.example)",
        "Mozilla/5.0 (X11; Linux x86_64) AcmeThing/0.1 people@acme.example",
        WINDOWS.format(app="HeadlessChrome/131.0.0.0 Safari/537.36"),
        WINDOWS.format(app="Chrome/131.0.0.0 Safari/537.36 AcmeLinkPreview/1.0"),
        ANDROID.format(model="Nexus 5X Build/MMB29P", rest=f"{CHROME} (compatible; AcmeBot/2.1)"),
        ANDROID.format(model="Acmebot/1.0", rest=CHROME),
        "Mozilla/5.0 (Linux; Android 14; K; https://acme.example) Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko; Acme Page Speed) "
        "Chrome/131.0.0.0 Safari/537.36",
        "okhttp/4.12.0",
        "python-urllib3/2.2.1",
        "aiohttp/3.9",
        "Go-http-client/2.0",
        "Apache-HttpClient/4.5.14 (Java/17.0.9)",
        "Java/17.0.9",
        "Ruby",
        "axios/1.7.2",
        "node-fetch",
        "GuzzleHttp/7",
        "libwww-perl/6.72",
        "Wget/1.21.4",
        "reqwest/0.12",
        "uptime-monitor/3",
        "kakaotalk-scrap/1.0",
        "WhatsApp/2.23.18.78 A",
        "<script>alert(1)</script> Linux",
        "33",
    ],
)
def test_a_program_that_says_so_is_no_reader(agent: str) -> None:
    assert is_crawler(agent)


@pytest.mark.parametrize("agent", ["", "   ", "\t\n", "\0", "-"])
def test_whoever_says_nothing_is_no_reader(agent: str) -> None:
    assert is_crawler(agent)


def test_only_the_beginning_of_a_long_agent_is_looked_at() -> None:
    reader = ANDROID.format(model="K", rest=CHROME)
    assert is_crawler(f"{reader} AcmeBot")
    assert not is_crawler(reader.ljust(MAX_AGENT) + "AcmeBot")


def test_an_agent_made_to_take_long_does_not() -> None:
    odd = ["a", "mosaic", "Android 1;", "Chrome/1 ", "@a-", "whatsapp/a ", "(", "\0", "\ud800"]
    agents = [f"Linux {number} {part * 100_000}" for number in range(11) for part in odd]
    is_crawler("the patterns are ready after the first")

    began = time.process_time()
    assert not all(map(is_crawler, agents))
    assert time.process_time() - began < 2  # seconds of the processor, for 99 agents
