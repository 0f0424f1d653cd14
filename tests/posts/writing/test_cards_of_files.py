"""The cards of pictures and files below a text: they stay while it is previewed and edited."""

import re

import pytest
from django.urls import reverse

from boards.posts.models import Draft, Post, Upload
from boards.posts.uploads.markup import markup_of
from boards.posts.writing.actions.publish_post import publish_post
from boards.posts.writing.drafts import form_of_new_post
from tests.factories import BoardFactory, MemberFactory, UploadFactory

pytestmark = pytest.mark.django_db

CARD = re.compile(r'<li class="uploads__file"[^>]*data-upload="([^"]+)"')
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def member(client):
    member = MemberFactory()
    client.force_login(member)
    return member


@pytest.fixture
def board():
    return BoardFactory()


def address(board):
    return reverse("posts:write", args=[board.slug])


def cards(response):
    """Return the ids of the uploads that have a card, in their order."""
    return CARD.findall(response.content.decode())


def card(response, upload):
    """Return the HTML of one card."""
    page = response.content.decode()
    start = page.index(f'data-upload="{upload.pk}"')
    return page[start : page.index("</li>", start)]


def document(owner, **fields):
    kind = Upload.FileKind.ATTACHMENT
    return UploadFactory(owner=owner, kind=kind, name="plan.pdf", widths=[], **fields)


def html(*uploads, alt=""):
    return "<p>글</p>" + "".join(markup_of(upload, alt=alt) for upload in uploads)


def sent(body, **fields):
    return {"title": "바다에서", "markup": "html", "body": body, **fields}


def ids(*uploads):
    return [str(upload.pk) for upload in uploads]


def test_a_preview_has_the_cards_of_the_text_in_its_order(client, member, board):
    first, second, plan = UploadFactory(owner=member), UploadFactory(owner=member), document(member)
    others = UploadFactory()
    body = html(plan, second, others, first, alt='큰 "파도"')
    page = client.post(address(board), sent(body, preview="1"), headers=ENGLISH)
    assert cards(page) == ids(second, first, plan)  # the attachments stand in their own list
    assert 'value="큰 &quot;파도&quot;"' in card(page, second)
    # What the text holds is not sent besides it: it would come back when it is deleted there.
    assert 'name="uploads"' not in page.content.decode()
    assert reverse("posts:discard-upload", args=[first.pk]) in card(page, first)


def test_a_draft_that_is_continued_has_its_cards(client, member, board):
    upload = UploadFactory(owner=member)
    fields = sent(html(upload, alt="바다"))
    Draft.objects.create(member=member, form=form_of_new_post(board), fields=fields)
    assert cards(client.get(address(board))) == []
    page = client.get(f"{address(board)}?draft=continue")
    assert cards(page) == ids(upload)
    assert 'value="바다"' in card(page, upload)


def published(member, board, *uploads):
    return publish_post(
        board=board, author=member, title="바다에서", body=html(*uploads, alt="바다")
    )


def test_an_edit_has_the_cards_of_the_post_and_does_not_discard_its_files(client, member, board):
    upload, elsewhere = UploadFactory(owner=member), UploadFactory(owner=member)
    post = published(member, board, upload)
    published(member, board, elsewhere)
    edit = reverse("posts:edit", args=[post.pk])
    page = client.get(edit)
    assert cards(page) == ids(upload)
    assert "discard" not in card(page, upload)
    assert cards(client.post(edit, sent(html(elsewhere, upload), preview="1"))) == ids(upload)


def test_without_scripts_a_card_can_be_described_anew_and_left_out(client, member, board):
    first, second, plan = UploadFactory(owner=member), UploadFactory(owner=member), document(member)
    edit = reverse("posts:edit", args=[published(member, board, first, second, plan).pk])
    form = client.get(edit).context["form"]
    said = sent(
        form["body"].value(),
        version=form["version"].value(),
        left_out=ids(first, plan),
        comments_open="on",
        **{f"alt-{second.pk}": "산", f"alt-before-{second.pk}": "바다"},
    )
    assert client.post(edit, said).status_code == 302
    body = Post.objects.get().body
    assert str(second.pk) in body and 'alt="산"' in body
    assert str(first.pk) not in body and str(plan.pk) not in body and "plan.pdf" not in body
    assert Upload.objects.count() == 3


def test_what_is_changed_in_the_text_is_not_undone_by_a_card(client, member, board):
    upload = UploadFactory(owner=member)
    before = {f"alt-{upload.pk}": "바다", f"alt-before-{upload.pk}": "바다"}
    said = sent(html(upload, alt="호수"), preview="1", **before)
    page = client.post(address(board), said)
    assert 'value="호수"' in card(page, upload)


def test_a_file_of_a_plain_text_can_be_left_out(client, member, board):
    kept, left = UploadFactory(owner=member), UploadFactory(owner=member)
    said = {"title": "바다에서", "body": "글", "uploads": ids(kept, left), "left_out": ids(left)}
    page = client.post(address(board), said | {"preview": "1"})
    assert cards(page) == ids(kept)
    assert 'name="uploads"' in card(page, kept)


def test_the_cards_of_a_long_text_are_bounded_and_cost_one_query(
    client, member, board, django_assert_max_num_queries
):
    uploads = [UploadFactory(owner=member) for _ in range(3)]
    said = sent(html(*uploads), preview="1")
    client.post(address(board), said)
    with django_assert_max_num_queries(100) as few:
        client.post(address(board), said)
    many = [UploadFactory(owner=member) for _ in range(230)]
    with django_assert_max_num_queries(len(few)):
        page = client.post(address(board), sent(html(*many), preview="1"))
    assert cards(page) == ids(*many[:200])
