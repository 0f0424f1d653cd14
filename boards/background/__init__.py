"""Background work: who does it, and what becomes of work that fails.

A room writes its work as a function under `django_tasks.task` and enqueues it inside the
transaction that makes it necessary: the queue is a table, so both are kept or neither is. Work may
run twice, when a process ends in the middle of it, and must bear that.
"""
