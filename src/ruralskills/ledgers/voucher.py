"""培训券台账: training vouchers from issue to settlement, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import (
    Product,
    Relations,
    in_order,
    usually_in_order,
    usually_part_of,
)
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.certificate import CertificateNumber
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.text import Text


class Voucher(Ledger):
    """One voucher: number, holder, trainee, and settlement with the agency."""

    info: ClassVar = LedgerInfo(
        "voucher",
        "培训券台账",
        also=("培训券发放台账", "培训券发放登记", "培训券结算台账", "培训券登记", "培训券使用台账",
              "培训券管理台账", "培训券明细", "培训券发放花名册", "培训券"),
        kind="event",
    )  # fmt: skip
    relations: ClassVar = Relations(
        acts=("issued", "starts"),
        orders=(
            in_order("issued", "handed_in", "settled"),
            usually_in_order("issued", "starts"),
            usually_in_order("ends", "handed_in"),
            usually_in_order("ends", "settled"),
        ),
        within_two_years=("settled",),
        refunds=("settled_amount",),
        parts=(
            usually_part_of(
                "settled_amount", "face_value", limit="voucher_value", unless="vouchers"
            ),
        ),
        products=(
            Product("settled_amount", ("face_value",), limit="voucher_value"),
            Product("settled_amount", ("face_value", "vouchers")),
        ),
    )

    seq: Text = shared.SEQ
    number: CertificateNumber = column(
        "券号", "培训券号", "培训券编号", "券码", "培训券码", "券编号", "培训券号码", required=True,
        unless=("name", "id_number", "class_name", "agency"),
    )  # fmt: skip
    face_value: Amount = column(
        "面值",
        "券面金额",
        "培训券面值",
        "票面金额",
        "券额",
        "培训券金额",
        "券值",
        "券金额",
        unit="元",
    )
    vouchers: Count = column(
        "券数", "券数(张)", "培训券张数", "券张数", "交券张数", "结算张数", unit="张"
    )
    issued: Date = column(
        "发放日期", "发券日期", "领券日期", "发放时间", "领券时间", "领取日期",
        own_meaning="the day the voucher was given out",
    )  # fmt: skip
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    name: Name = column(
        "领券人姓名", "领券人", *shared.NAME_HEADERS, "领取人", "持券人", "持券人姓名",
        "领券人/姓名", required=True, unless=("id_number", "number", "class_name", "agency"),
    )  # fmt: skip
    id_number: IdentityNumber = column(
        "领券人身份证号", *shared.ID_NUMBER_HEADERS, "领券人身份证号码", "持券人身份证号",
        "领券人/身份证号",
    )  # fmt: skip
    trainee_name: Name = column(
        "参训人姓名", "参训人", "实际参训人", "参训人员姓名", "参训学员姓名", "参训人/姓名",
        own_meaning="the voucher's user, perhaps not its holder",
    )  # fmt: skip
    trainee_id: IdentityNumber = column(
        "参训人身份证号", "参训人身份证号码", "实际参训人身份证号", "参训学员身份证号",
        "参训人/身份证号",
    )  # fmt: skip
    agency: Text = shared.AGENCY
    trade: Text = shared.TRADE
    class_name: Text = shared.CLASS_NAME
    starts: Date = shared.STARTS
    ends: Date = shared.ENDS
    handed_in: Date = column(
        "交券日期",
        "交券时间",
        "交付日期",
        "收券日期",
        "用券日期",
        "使用日期",
        "交回日期",
        "交回时间",
        "收回日期",
        "回收日期",
        "使用时间",
    )
    settled: Date = column("结算日期", "结算时间", "兑付日期", "核销日期")
    settled_amount: Amount = column("结算金额", "兑付金额", "结算资金", "核销金额", unit="元")
    status: Text = column(
        "券状态",
        "培训券状态",
        "使用情况",
        "使用状态",
        "券使用情况",
        "交券情况",
        "兑付状态",
        weak=("状态",),
    )
    remark: Text = shared.REMARK
