"""What the room of background work tells the rooms above."""

from django.dispatch import Signal

# It is time to remove what has expired; sent every minute by each process that does, or watches
# over, background work. Listeners bear that another process does the same at this moment.
pruning_is_due = Signal()
