"""Words of a question that say nothing of what is asked about: 방법, 어떻게, 있나요, how to.

A post answers `비자 연장하는 방법 있나요` without them. They are looked for like others; where no
post has all words of a query, one need not have these. Written for this search; add what is missed.
"""

from functools import lru_cache

from boards.search.tokens.conjugation import stems_in
from boards.search.tokens.particles import without_doubtful_particle, without_particle

_NOUNS = """
것 거 경우 게 곳 궁금증 글 내용 도움 때 문의 방법 법 부분 분 사람 사람들 상황 생각 수 알 얘기
여러분 의견 이야기 이유 일 문제 소개 해결 해결법 처음 정도 정보 조언 질문 쪽 추천 추천좀 팁 후기
"""
_OTHERS = """
만들기 만드는 어떡해 어떡하죠 어쩌죠 필요 필요한 필요해요 가장 같이 그 그냥 그런 꼭 너무 누가 누구
다 다들 대해 대한 더 도대체 됨 많이 매우 무슨 무엇 뭐 뭐가 뭘 어느 어디 어디가 어디서 어디에 어떤
어떻게 언제 얼마 얼마나 왜 요즘 이 이런 잘 저 정말 제일 조금 좀 진짜 혹시 관련 관한 위한 아시는
아시나요 아는 알려주세요 알려줘 알려주실 도와주세요 가르쳐주세요 되나요 하나요 하신 해보신 보신 본
한 할 하면 하던 했던 된 될 되면 줄 안 못 싶은데 싶어요 싶습니다 계신 계시나요 드려요 드립니다
부탁드려요 부탁드립니다 부탁해요 부탁합니다 부탁 추천해 추천해주세요 궁금 궁금해요 궁금합니다
가능한가요 가능한지 가능 있음 없음 인가요 일까요 하는법 a about an and any anyone are at best can
do does for from get good have how i in is it my need of on or should some the to what when where
which who why with
"""
_STEMS_OF_OTHERS = "계시 괜찮 도와주 되 드리 맞 바라 보 싶 알 알려주 없 있 좋 주 하"
_STEMS = frozenset(_STEMS_OF_OTHERS.split())
_LIGHT = frozenset([*_NOUNS.split(), *_OTHERS.split()])
_LIGHT_NOUNS = frozenset(_NOUNS.split())


@lru_cache(maxsize=5_000)
def is_light(word: str) -> bool:
    """Tell whether a folded word of a query says nothing of what is asked about."""
    if word in _LIGHT or without_doubtful_particle(without_particle(word)) in _LIGHT_NOUNS:
        return True
    stems = stems_in(word)
    return bool(stems) and _STEMS.issuperset(stems)
