"""人员名单: people of a list that is no other ledger, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import PersonRows, Relations
from ruralskills.model.table import Ledger
from ruralskills.values.account import PersonalAccount
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text


class PeopleList(Ledger):
    """One person of a list with identity numbers that is none of the other ledgers."""

    info: ClassVar = LedgerInfo(
        "people_list",
        "人员名单",
    )
    relations: ClassVar = Relations(people=PersonRows(several=True))

    seq: Text = shared.SEQ
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    name: Name = column(*shared.NAME_HEADERS)
    sex: Text = shared.SEX
    age: Count = shared.AGE
    id_number: IdentityNumber = column(
        *shared.ID_NUMBER_HEADERS,
        own_meaning="in a list of households the head's number is the row's",
        weak=("户主身份证号", "户主身份证号码", "户主证件号码"),
    )
    born: BirthDate = shared.BORN
    ethnicity: Text = shared.ETHNICITY
    political: Text = shared.POLITICAL
    education: Text = column(*shared.EDUCATION_HEADERS, codes="education")
    address: Text = shared.ADDRESS
    phone: Phone = shared.PHONE
    head_name: Name = shared.HEAD_NAME
    household_number: Text = shared.HOUSEHOLD_NUMBER
    bank: Text = shared.BANK
    account: PersonalAccount = shared.ACCOUNT
    remark: Text = shared.REMARK
