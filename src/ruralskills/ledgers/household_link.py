"""带动户明细: the households that leaders take along, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text


class HouseholdLink(Ledger):
    """One household led by a leader: head, kind, way and gain."""

    info: ClassVar = LedgerInfo(
        "household_link",
        "带动户明细",
        also=("带动户台账", "带动贫困户明细", "带动户花名册", "带动贫困户台账", "带动脱贫户明细",
              "带动农户明细", "带动贫困户花名册", "带动脱贫户花名册", "带贫明细", "带动户名单",
              "带动贫困户名单"),
        name="head_name",
        id_field="head_id",
    )  # fmt: skip

    seq: Text = shared.SEQ
    township: Text = shared.TOWNSHIP
    leader_name: Name = column(
        "带头人姓名", "致富带头人姓名", "致富带头人", "带头人", "带头人/姓名", "致富带头人/姓名",
        "创业致富带头人姓名", required=True, label=True,
        own_meaning="the row is about the household, not its leader",
    )  # fmt: skip
    leader_id: IdentityNumber = column(
        "带头人身份证号", "带头人身份证号码", "带头人/身份证号", "带头人/身份证号码",
        "致富带头人身份证号", "致富带头人/身份证号", "致富带头人/身份证号码", "带头人证件号码",
        label=True, own_meaning="the row is about the household, not its leader",
    )  # fmt: skip
    village: Text = column(
        *shared.VILLAGE_HEADERS, "户所在村", "被带动户/村", "带动户/村", "被带动户所在村"
    )
    head_name: Name = column(
        "户主姓名", "被带动户主姓名", "被带动户户主姓名", "户主", "贫困户户主姓名",
        "被带动户/户主姓名", "被带动户/户主", "被带动户/姓名", "带动户/户主姓名", "带动户/户主",
        "带动贫困户户主", "贫困户姓名", "带动贫困户姓名", "脱贫户户主姓名", "带动户户主姓名",
        "被带动贫困户/户主姓名", "带动贫困户/户主姓名", "带动贫困户/姓名", "贫困户户主",
        "户主/姓名", required=True,
    )  # fmt: skip
    relation: Text = shared.RELATION
    head_id: IdentityNumber = column(
        "户主身份证号", "户主身份证号码", "户主证件号码", "被带动户主身份证号",
        "被带动户户主身份证号", "被带动户/身份证号", "被带动户/户主身份证号", "被带动户/身份证号码",
        "带动户/身份证号", "带动户/户主身份证号", "贫困户身份证号", "脱贫户户主身份证号",
        "贫困户户主身份证号", "被带动贫困户/户主身份证号", "带动贫困户/户主身份证号",
        "带动贫困户/身份证号", "户主/身份证号", "户主/身份证号码", weak=("身份证号", "身份证号码"),
        own_meaning="a row is a household",
    )  # fmt: skip
    household_number: Text = column(
        *shared.HOUSEHOLD_NUMBER_HEADERS,
        "被带动户/户编号",
        "贫困户编号",
        weak=shared.HOUSEHOLD_NUMBER_WEAK,
    )
    household_kind: Text = column(
        *shared.HOUSEHOLD_KIND_HEADERS, "被带动户/户类型", "带动户/户类型", codes="household_kind"
    )
    people: Count = column(
        *shared.HOUSEHOLD_SIZE_HEADERS, "被带动户/家庭人口", "带动户/家庭人口", unit="人"
    )
    phone: Phone = column(
        *shared.PHONE_HEADERS, "户主电话", "户联系电话", own_meaning="a row is a household"
    )
    way: Text = column(*shared.LEADING_WAY_HEADERS, own_meaning="how this one household is led")
    agreement_number: Text = column("协议编号", "带动协议编号", "协议号")
    linked: Date = column(
        "带动时间",
        "带动开始时间",
        "结对时间",
        "协议签订时间",
        "签订时间",
        "建立带动关系时间",
        "建立联结时间",
        "联结时间",
        "签约时间",
    )
    raised: Amount = column("带动增收", "年增收", "户均增收", "增收金额", unit="元")
    remark: Text = shared.REMARK
