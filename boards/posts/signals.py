"""What this room tells whoever listens; sent inside the transaction of the change."""

from django.dispatch import Signal

# -- posts: sent with `post`, after its row was written -----------------------------------------
# `tags` besides: the tags that it got; `is_approval`: it has waited for a moderator until now.
post_published = Signal()
post_edited = Signal()
# `by` besides: the member who did it; None for the system.
post_deleted = Signal()
post_hidden = Signal()
post_shown = Signal()
post_restored = Signal()  # from the trash, in the state that it had before
# Stored, and not published before a moderator approves it; then it is published, or shown again.
post_held = Signal()
# Its words are erased for good.
post_purged = Signal()
# Sent with `comment_ids` instead, of comments that are about to be erased for good.
comments_purged = Signal()
# Changed by somebody who did not write it: in the admin.
post_corrected = Signal()
# Sent with `post_ids` instead: came from elsewhere, new or with more than was known of it.
posts_imported = Signal()

# -- comments: sent with `comment`, after its row was written -----------------------------------
# Its `post` is as the transaction has locked and read it.
# `mentioned` besides: ids of the members it mentions; of an edit, of those it did not before; and
# `is_approval`: it has waited for a moderator until now.
comment_published = Signal()
comment_edited = Signal()
# `by` besides: the member who did it; None for the system. A deleted comment comes as it was.
comment_deleted = Signal()
comment_hidden = Signal()
comment_shown = Signal()
comment_restored = Signal()
# Sent with `source`, `target` and `comment_ids` instead: moved from one post to another.
comments_moved = Signal()
# As of posts.
comment_held = Signal()

# -- recommendations: sent with `by`, the member, and with `post` or `comment` ------------------
post_recommended = Signal()
post_recommend_undone = Signal()
comment_recommended = Signal()
comment_recommend_undone = Signal()

# -- files ----------------------------------------------------------------------------------------
# Sent with `upload`, locked and not yet withheld, and `request_number`: it looks like a picture
# that the takedown request with this number removed.
upload_refused = Signal()

# -- moderation: what was done to the post, comment, tag, file or member `row` --------------------
# `by`: the member who did it; None for the system. `verb`: its code. `reason`: in their words.
# `before`, `after`: what changed, as small dictionaries. `from_board`: where a moved post was.
moderated = Signal()
# Sent with `post` and `by`: a moderator is about to read a secret post of somebody else.
secret_read = Signal()
# The same of secret comments of others below a post.
secret_comments_read = Signal()
# Sent with `row` and `by` before a hidden post or comment is shown again; whoever listens may raise
# ValidationError.
unhiding = Signal()
