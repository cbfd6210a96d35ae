"""扶贫车间台账: workshops that employ poor people near their homes, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import RateOf, Relations, part_of, usually_in_order
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.credit_code import CreditCode
from ruralskills.values.partial_date import Date
from ruralskills.values.phone import Phone
from ruralskills.values.rate import Rate
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class Workshop(Ledger):
    """One 扶贫（帮扶）车间: operator, start, workers, and owner of the assets."""

    info: ClassVar = LedgerInfo(
        "workshop",
        "扶贫车间台账",
        also=("帮扶车间台账", "扶贫车间名册", "帮扶车间名册", "扶贫车间名单", "帮扶车间名单",
              "扶贫车间一览", "扶贫车间明细", "扶贫车间花名册", "扶贫车间信息", "扶贫车间登记",
              "扶贫示范车间", "就业扶贫车间", "就业帮扶车间", "社区工厂台账"),
        note="表样据通知附件名称整理，以本单位印发表样为准",
    )  # fmt: skip
    relations: ClassVar = Relations(
        orders=(
            usually_in_order("founded", "recognised"),
            usually_in_order("founded", "accepted"),
            usually_in_order("recognised", "accepted"),
        ),
        parts=(part_of("poor_workers", "workers"),),
        rates=(RateOf("share", "poor_workers", ("workers",)),),
    )

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    name: Text = column(
        "车间名称", "扶贫车间名称", "帮扶车间名称", "就业扶贫车间名称", "就业帮扶车间名称",
        "社区工厂名称", required=True,
    )  # fmt: skip
    builder: Text = column(
        "建设主体", "实施主体", "经营主体", "承办企业", "所属企业", "企业名称",
        "建设单位", "运营主体", "承建主体", "兴办企业", "投资主体", "承办主体", "运营企业", "创办企业", "入驻企业", "经营企业",
        own_meaning="the enterprise behind the workshop",
    )  # fmt: skip
    credit_code: CreditCode = shared.CREDIT_CODE
    head: Text = column(
        "负责人",
        "车间负责人",
        "法定代表人",
        "负责人姓名",
        "管理人",
        "经营者",
        "车间主任",
        "车间联系人",
    )
    phone: Phone = column(*shared.PHONE_HEADERS, "负责人电话")
    kind: Text = column("车间类型", "车间类别", weak=("类型",))
    founded: Date = column("创办时间", "建成时间", "开办时间", "投产时间", "新创办时间")
    recognised: Date = column("认定时间", "认定日期", "挂牌时间")
    accepted: Date = column("验收时间", "验收日期")
    workers_at_acceptance: Count = column(
        "验收时用工人数",
        "验收时用工总数",
        "验收时吸纳人数",
        "验收时工人数",
        "首次验收/工人数",
        "验收/用工人数",
        unit="人",
    )
    subsidy: Amount = column(
        "财政补助资金",
        "补助资金",
        "财政补助",
        "奖补资金",
        "财政扶持",
        "财政资金投入",
        "奖补金额",
        "财政投入",
        "财政奖补资金",
        "财政投入资金",
        "奖补资金额",
        unit="万元",
    )
    asset_owner: Text = column(
        "资产归属",
        "资产权属",
        "资产所有权",
        "财政资金资产归属",
        "形成资产归谁所有",
        "产权单位",
        "产权归属",
        "资产归谁所有",
        "资产产权",
        codes="asset_owner",
    )
    workers: Count = column(
        "用工总数", "用工人数", "吸纳就业人数", "务工总人数", "就业总人数", "现有用工", "用工/总数",
        "用工情况/总数", "用工情况/用工总数", "用工/合计", "用工总人数",
        "工人数", "在岗工人", "员工总数", "职工总数", "现有工人", "从业人数", unit="人",
    )  # fmt: skip
    poor_workers: Count = column(
        "其中贫困人口", "其中建档立卡贫困人口", "吸纳贫困人口", "贫困人口", "其中脱贫人口",
        "其中建档立卡", "建档立卡贫困人口", "吸纳脱贫人口", "脱贫人口", "其中脱贫(建档立卡)人口",
        "用工/其中贫困人口", "用工情况/其中贫困人口", "用工情况/建档立卡贫困人口",
        "吸纳建档立卡贫困人口", "吸纳贫困劳动力",
        "其中脱贫劳动力", "脱贫户用工", "吸纳脱贫劳动力", "脱贫务工人数", unit="人", own_meaning="of the workers",
    )  # fmt: skip
    share: Rate = column(
        "占比",
        "贫困人口占比",
        "占比率",
        "脱贫人口占比",
        "吸纳比例",
        "吸纳占比",
        "脱贫劳动力占比",
        "贫困劳动力占比",
        unit="%",
    )
    monthly_pay: Amount = column("人均月工资", "月均工资", "人均月收入", unit="元")
    running: YesNo = column("是否正常运行", "是否正常运营", "正常运行", "是否正常生产")
    status: Text = column(
        "运行状态", "运行情况", "运营状态", codes="workshop_status", weak=("状态",)
    )
    remark: Text = shared.REMARK
