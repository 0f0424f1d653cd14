"""Letters: whatever Django sends as e-mail, kept in the queue until a mail server has taken it.

Wherever there is a mail server, `EMAIL_BACKEND` is `boards.letters.backend.QueueBackend`, so every
letter of Django, of allauth and of the site takes this way. It is stored in the transaction that
writes it, one row for each of its recipients, and handed over by background work. What it says is
deleted with the hand-over, or when the letter is given up, a day after it was written: it may hold
a link that opens an account.
"""
