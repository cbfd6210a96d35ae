"""A function applied to many arguments by several processes, this one among them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Generic, TypeVar

from ruralskills.validation.worker_process import WorkerDied, WorkerProcess

T = TypeVar("T")
R = TypeVar("R")


class WorkerPool(Generic[T, R]):
    """A function, the arguments it is to be applied to, and the results so far.

    A thread for each worker process hands it one argument after another, the largest first, so that
    none of them is left for the end.  Meanwhile this process takes the smallest.  An argument whose
    worker died is tried once more when all others are done: it may be that two of them did not fit
    into memory together.
    """

    def __init__(
        self,
        function: Callable[[T], R],
        arguments: Sequence[T],
        sizes: Sequence[int],
        largest_here: int,
    ) -> None:
        """Prepare it.  This process takes no argument larger than ``largest_here``."""
        self._function = function
        self._arguments = arguments
        self._sizes = sizes
        self._largest_here = largest_here
        self._left = deque(sorted(range(len(arguments)), key=lambda index: -sizes[index]))
        self._results: dict[int, R] = {}
        self._answers: SimpleQueue[tuple[int, R | Exception]] = SimpleQueue()
        self._workers: list[WorkerProcess[T, R]] = []
        self._is_stopped = False
        self._lock = Lock()

    def run(self, workers: int, on_death: Callable[[T], R], tick: Callable[[], None]) -> list[R]:
        """Return the results in the order of the arguments.

        ``on_death`` makes the result of an argument that has killed two workers; ``tick`` is called
        as each result comes in.  An exception that the function raises in a worker is raised here.
        """
        try:
            threads = [self._feeder(WorkerProcess(self._function)) for _ in range(workers)]
            for thread in threads:
                thread.start()
            suspects = self._collect(tick)
            self._kill_workers()
            for thread in threads:
                thread.join()
            for index in suspects:
                self._results[index] = self._try_alone(self._arguments[index], on_death)
                tick()
        finally:
            self._stop()
        return [self._results[index] for index in range(len(self._arguments))]

    def _feeder(self, worker: WorkerProcess[T, R]) -> Thread:
        self._workers.append(worker)
        return Thread(target=self._feed, args=(worker,), daemon=True)

    def _feed(self, worker: WorkerProcess[T, R] | None) -> None:
        """Give a worker the largest argument left, again and again. Replace a dead worker."""
        while (index := self._take_largest()) is not None:
            answer: R | Exception
            try:
                worker = worker or self._start_worker()
                answer = worker.run(self._arguments[index])
            except WorkerDied as death:
                worker, answer = None, death
            except Exception as error:  # raised again by the thread that collects
                answer = error
            self._answers.put((index, answer))

    def _collect(self, tick: Callable[[], None]) -> list[int]:
        """Take all answers, and return the indexes of the arguments whose worker died."""
        suspects: list[int] = []
        while len(self._results) + len(suspects) < len(self._arguments):
            index, answer = self._next_answer()
            if isinstance(answer, WorkerDied):
                suspects.append(index)
            elif isinstance(answer, Exception):
                raise answer
            else:
                self._results[index] = answer
                tick()
        return suspects

    def _next_answer(self) -> tuple[int, R | Exception]:
        """Return the answer of a worker, or of this process while no worker has one."""
        index = self._take_smallest() if self._answers.empty() else None
        if index is None:
            return self._answers.get()
        return index, self._function(self._arguments[index])

    def _take_largest(self) -> int | None:
        try:
            return self._left.popleft()
        except IndexError:
            return None

    def _take_smallest(self) -> int | None:
        try:
            return self._left.pop() if self._sizes[self._left[-1]] <= self._largest_here else None
        except IndexError:  # a thread was quicker
            return None

    def _try_alone(self, argument: T, on_death: Callable[[T], R]) -> R:
        worker = self._start_worker()
        try:
            return worker.run(argument)
        except WorkerDied:
            return on_death(argument)
        finally:
            worker.kill()

    def _start_worker(self) -> WorkerProcess[T, R]:
        worker = WorkerProcess(self._function)
        with self._lock:
            self._workers.append(worker)
            if self._is_stopped:
                worker.kill()
        return worker

    def _kill_workers(self) -> None:
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.join()
        self._workers.clear()

    def _stop(self) -> None:
        """End the workers at once: who presses Ctrl-C does not wait for a large file."""
        with self._lock:
            self._is_stopped = True
            self._left.clear()
            self._kill_workers()
