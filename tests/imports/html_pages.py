"""Pages of HTML for tests, of our own writing and in the shapes that boards have."""

BEGINNING = """<!DOCTYPE html>
<!-- saved from url=(0029)https://board.example.org/772 -->
<html lang="ko"><head><meta charset="utf-8"><title>집을 비우던 날 - 동네</title>
<style>a { color: red }</style><script>var list = "<b>Title View</b>";</script></head>
<body><a href="#main">본문 바로가기</a>
<header><div class="logo">동네</div>
<nav><ul><li><a>홈</a></li><li><a>게시판</a></li></ul></nav></header>
<div class="has-sidebar"><form action="/list"><article><h1>집을 비우던 날</h1>
<p class="meta"><span>By hoxxxxx</span> <span>Posted: 2025-01-27 9:05 PM</span></p>
<div>조회 123 | 추천 4</div>
<div class="content"><p>첫 문단
입니다. <b>굵게</b> &amp; 그래서</p><p>둘째<br>줄</p>
<ul><li>하나</li><li>둘</li></ul><h3>소제목</h3><p>끝.</p><p>출처 : 동네 소식지</p></div></article>
<div class="share"><a>공유</a></div><div>이 글을 이웃에게 알려 주세요</div>
"""
END = """
</form></div><div><a>1</a><a>2</a><a>3</a></div><ul><li>4</li><li>5</li><li>6</li></ul>
<footer><p>동네 소식</p><p>문의</p><p>77</p></footer></body></html>
"""
LISTS = {
    "table": """
<table><thead><tr><th>Title</th><th>View</th></tr></thead><tbody>
<tr><td>[공지] 인사 먼저</td><td></td><td>09/13/2024</td></tr>
<tr><td><a>새벽 <b>네</b> 시의 빵집</a></td><td>Talk &amp; Talk</td><td>1.2만</td></tr>
<tr><td><a>인터뷰 후기</a></td><td>Visa</td><td>2.2K</td></tr>
<tr><td colspan="3">1 2 3</td></tr></tbody></table>""",
    "items": """
<div class="list"><div><span>제목</span><span>조회</span></div><ul>
<li><b>[공지]</b> <a>인사 먼저</a> <span>2024-09-13</span></li>
<li><a>새벽 네 시의 빵집</a><span>Talk &amp; Talk</span><span>12,000</span></li>
<li><a>인터뷰 후기</a> <span>[3]</span><div><span>Visa</span><span>2200</span></div></li>
</ul></div>""",
    "blocks": """
<div><div>제목</div><div>조회</div></div><div class="rows">
<div class="row"><div>[공지] 인사 먼저</div><div>2024.09.13</div></div>
<div class="row"><div><a>새벽 네 시의 빵집</a></div><div>Talk &amp; Talk</div><div>12000</div></div>
<div class="row"><div><a>인터뷰 후기</a></div><div>Visa</div><div>조회 2200</div></div></div>
<div class="more"><div>1</div><div>2</div><div>3</div></div>""",
    "layout tables": """
<table><tr><td><table>
<tr><th>번호</th><th>제목</th><th>게시판</th><th>글쓴이</th><th>조회</th></tr>
<tr><td>공지</td><td>인사 먼저</td><td>Talk</td><td>2024-09-13</td><td>3</td></tr>
<tr><td>2</td><td>새벽 네 시의 빵집</td><td>Talk &amp; Talk</td><td>hoxxxxx</td><td>12000</td></tr>
<tr><td>1</td><td>인터뷰 후기</td><td>Visa</td><td>yoxxxxx</td><td>2200</td></tr>
</table></td></tr></table>""",
}


def html_page(shape: str = "table") -> str:
    """Return a whole page with its list in one of the shapes of LISTS."""
    return BEGINNING + LISTS[shape] + END
