"""The room for frames below the function that makes the pages."""

import resource
import threading

from forum.roomy_stack import with_room_below

CALLS = 2000
DEPTHS = 250  # a frame has a hundred bytes and more: at some of them a block of 16 KB ends


class Caller:
    """Calls something again and again, at each depth of the stack."""

    def __init__(self):
        self.page_faults = []

    def call_at_each_depth(self):
        for depth in range(DEPTHS):
            self.page_faults.append(_faults_at(depth))


def _faults_at(depth):
    if depth:
        return _faults_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _ in range(CALLS):
        _longer_frame(depth, before, depth, before)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def _longer_frame(one, two, three, four):
    return [one, two, three, four, (one, two, three, four)]


def _in_thread(function):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


def test_no_depth_of_the_stack_costs_a_page_of_memory_for_each_call():
    caller = Caller()
    _in_thread(with_room_below(caller.call_at_each_depth))
    assert len(caller.page_faults) == DEPTHS
    assert max(caller.page_faults) < CALLS / 10
