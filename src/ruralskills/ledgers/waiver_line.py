"""豁免清单: findings that an office lets stand, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text


class WaiverLine(Ledger):
    """One waiver: finding, person, reason, approval and last day."""

    info: ClassVar = LedgerInfo(
        "waiver", "豁免清单", also=("豁免登记", "豁免台账", "豁免名单"), unit="unit"
    )

    seq: Text = shared.SEQ
    code: Text = column("规则", "规则编号", "规则代码", "豁免规则", required=True)
    fingerprint: Text = column("问题指纹", "指纹")
    unit: Text = column(
        "单位", "镇街", "乡镇", "填报单位", "乡(镇)", "镇(街道)", label=True,
        own_meaning="whoever reports, townships included",
    )  # fmt: skip
    village: Text = column("村", *shared.VILLAGE_HEADERS, label=True)
    name: Text = column("姓名", "对象", "豁免对象")
    reason: Text = column("豁免理由", "理由", "豁免原因", "原因", required=True)
    until: Date = column("有效期至", *shared.UNTIL_HEADERS, "豁免至", planned=True)
    by: Text = column(
        "批准人", "审批人", "批准单位", "经办人", "同意人", own_meaning="who allows the waiver"
    )
    remark: Text = shared.REMARK
