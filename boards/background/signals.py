"""What the room of background work tells the rooms above."""

from django.dispatch import Signal

# It is time to remove what has expired and to count what is counted later; sent every minute or two
# by one of the processes that do, or watch over, background work. A listener that fails keeps no
# other from its work, and is called again the next time. Listeners bear that another process does
# the same at this moment.
upkeep_is_due = Signal()
