"""Whether a database may be filled with samples: whose posts it holds already."""

from boards.imports.demo import content
from boards.posts.models import Post
from boards.samples.models import SampleRun


def holds_real_posts() -> bool:
    """Say whether there is a post that is neither of the demo nor generated."""
    demo = {(post.title, post.posted_at) for post in content.posts()}
    posts = Post.objects.order_by("pk")
    for run in SampleRun.objects.all():
        posts = posts.exclude(pk__range=(run.first_post, run.last_post))
    # More of them than the demo has cannot all be the demo's.
    found = list(posts.values_list("title", "posted_at")[: len(demo) + 1])
    return len(found) > len(demo) or any(post not in demo for post in found)
