"""The task of a run for the Task Scheduler of Windows."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from ruralskills.scheduling.scheduled_run import ScheduledRun

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_TASK: Final = """\
<?xml version="1.0"?>
<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>{title}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2020-01-01T{hour:02}:{minute:02}:00</StartBoundary>
      <ScheduleByMonth>
        <DaysOfMonth>
{days}
        </DaysOfMonth>
        <Months>
{months}
        </Months>
      </ScheduleByMonth>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Enabled>true</Enabled>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{folder}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def text(run: ScheduledRun) -> str:
    """Return the task as XML, which ``schtasks /Create /XML`` takes.

    It is plain ASCII without a declared encoding, so that it stays the same document whichever
    encoding a console gives to the file that it is redirected into.
    """
    when = run.when
    return _ascii(
        _TASK.format(
            title=escape(run.title),
            hour=when.hour,
            minute=when.minute,
            days=_indented(f"<Day>{day}</Day>" for day in when.days),
            months=_indented(f"<{_MONTHS[month - 1]}/>" for month in when.months),
            command=escape(run.words[0]),
            arguments=escape(subprocess.list2cmdline(run.arguments)),
            folder=escape(run.folder),
        )
    )


def _indented(elements: Iterable[str]) -> str:
    return "\n".join(f"          {element}" for element in elements)


def _ascii(text: str) -> str:
    """Return XML with references in place of what is not ASCII."""
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
