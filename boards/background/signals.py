"""What the rooms above may listen to."""

from django.dispatch import Signal

# Sent now and then by each process that does, or watches over, background work: a listener sweeps
# what its room has left over. No arguments.
order_kept = Signal()
