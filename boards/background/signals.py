"""What the room of background work tells others."""

from django.dispatch import Signal

# It is time to remove what has expired; sent every few minutes by each web process. Listeners bear
# that another process does the same at this moment.
pruning_is_due = Signal()
