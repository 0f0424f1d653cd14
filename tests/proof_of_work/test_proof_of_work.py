"""Proof of work: what a browser computes, and what is refused."""

import base64
import json
from datetime import UTC, datetime, timedelta

import altcha
import pytest
import time_machine

from boards.members.models import Member
from boards.moderation.models import TakedownRequest
from boards.proof_of_work.challenges import LIFETIME, is_solved, new_challenge
from tests.factories import BoardFactory, PostFactory
from tests.moderation.takedowns.requests import answers

pytestmark = pytest.mark.django_db


def solution(**changes) -> str:
    """Solve a challenge as static/js/proof.js does."""
    challenge = json.loads(new_challenge())
    solved = altcha.solve_challenge_v1(
        challenge["challenge"], challenge["salt"], max_number=challenge["maxNumber"]
    )
    sent = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    text = json.dumps({**sent, "number": solved.number, **changes})
    return base64.b64encode(text.encode()).decode()


def test_a_solution_counts_once():
    solved = solution()
    assert is_solved(solved)
    assert not is_solved(solved)
    respelled = json.dumps(json.loads(base64.b64decode(solved)), indent=2)
    assert not is_solved(base64.b64encode(respelled.encode()).decode())


@pytest.mark.parametrize(
    "changes", [{"number": -1}, {"signature": "0" * 64}, {"algorithm": "MD5"}, {"salt": 5}]
)
def test_a_wrong_solution_is_refused(changes):
    assert not is_solved(solution(**changes))


@pytest.mark.parametrize("text", ["", "x", "bnVsbA==", "NQ==", "W10=", "e30=", "é", "A" * 5000])
def test_what_is_no_solution_is_refused(text):
    assert not is_solved(text)


def test_an_old_solution_is_refused():
    solved = solution()
    with time_machine.travel(datetime.now(UTC) + LIFETIME + timedelta(minutes=1)):
        assert not is_solved(solved)


class TestTheDoor:
    @pytest.fixture(autouse=True)
    def _switched_on(self, settings):
        settings.PROOF_OF_WORK = True

    @pytest.fixture
    def sent(self):
        return answers("other", PostFactory(board=BoardFactory()))

    def test_takes_a_proof_and_refuses_it_a_second_time(self, client, sent):
        sent["proof"] = solution()
        assert client.post("/report/other/", sent).status_code == 302
        again = client.post("/report/other/", sent)
        assert again.status_code == 422 and "제 전화번호가" in again.content.decode()
        assert TakedownRequest.objects.count() == 1

    def test_works_without_javascript_within_stricter_limits(self, client, sent):
        statuses = [client.post("/report/other/", sent).status_code for _ in range(4)]
        assert statuses == [302, 302, 302, 429]

    @pytest.mark.parametrize("blank", [" ", "\n\t", "\u3000"])
    def test_takes_blanks_for_no_proof(self, client, sent, blank):
        sent["proof"] = blank
        statuses = [client.post("/report/other/", sent).status_code for _ in range(4)]
        assert statuses == [302, 302, 302, 429]

    def test_gives_the_script_a_challenge(self, client):
        page = client.get("/report/other/").content.decode()
        assert "data-challenge" in page and "proof.js" in page


class TestSigningUp:
    DATA = {"password1": "a-long-password-77"}

    def join(self, client, number: int, **more) -> bool:
        data = {**self.DATA, "email": f"a{number}@example.org", "username": f"member{number}"}
        client.post("/accounts/signup/", {**data, **more})
        return Member.objects.filter(handle=f"member{number}").exists()

    def test_takes_few_of_a_network_without_a_proof(self, client, settings):
        settings.PROOF_OF_WORK = True
        assert [self.join(client, number) for number in range(4)] == [True] * 3 + [False]
        assert self.join(client, 9, proof=solution())

    @pytest.mark.parametrize("blank", [" ", "\n\t", "\u3000"])
    def test_takes_blanks_for_no_proof(self, client, settings, blank):
        settings.PROOF_OF_WORK = True
        joined = [self.join(client, number, proof=blank) for number in range(4)]
        assert joined == [True] * 3 + [False]

    def test_refuses_a_wrong_proof(self, client, settings):
        settings.PROOF_OF_WORK = True
        assert not self.join(client, 1, proof="x")

    def test_asks_for_none_where_it_is_switched_off(self, client):
        assert "data-challenge" not in client.get("/accounts/signup/").content.decode()
        assert self.join(client, 1, proof="x")
