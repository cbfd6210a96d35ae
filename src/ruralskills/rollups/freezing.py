"""The comparison of a run with a freeze, and the freeze that it makes."""

from __future__ import annotations

from msgspec.structs import replace

from ruralskills.outputs.output_file import reason
from ruralskills.rollups import freezes
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.kept_rollup import rolled_up
from ruralskills.rollups.record_names import notice_digests
from ruralskills.rollups.record_store import RecordStore
from ruralskills.rollups.reduction import Reduction
from ruralskills.rollups.rollup import Rollup


def with_freezes(
    reduction: Reduction, store: RecordStore | None, freeze: str, since: str
) -> Rollup:
    """Return the roll-up with what moved since a freeze, and keep one if asked.

    Raises RollupError for a name that is not there, or that is taken.
    """
    made, workspace = rolled_up(reduction, store), reduction.settings.folder
    known = freezes.load(workspace, since) if since else freezes.latest(workspace, made.period)
    if known is not None:
        frozen, rows_path = known
        is_same = frozen.period == made.period and reduction.rows.compare(rows_path)
        rows = reduction.rows if is_same else None
        moved = tuple(freezes.movements(frozen, made, rows, reduction.tree))
        changes = reduction.changes if is_same else None
        made = replace(made, moved=moved, moved_in=frozen.period, changes=changes)
    if freeze:
        kept = freezes.freeze_of(made, freeze, notice_digests(reduction.in_force))
        try:
            is_new = freezes.save(workspace, kept, reduction.rows)
        except OSError as error:
            raise RollupError(f"冻结“{freeze}”存不下来（{reason(error)}）") from None
        made = replace(made, was_frozen=not is_new)
    return made
