"""The ledgers, a module each; this is their list."""

from ruralskills.ledgers.application import Application
from ruralskills.ledgers.apprentice import Apprentice
from ruralskills.ledgers.attendance import Attendance
from ruralskills.ledgers.cadre_pay import CadrePay
from ruralskills.ledgers.cadre_training import CadreTraining
from ruralskills.ledgers.duty_log import DutyLog
from ruralskills.ledgers.education_aid import EducationAid
from ruralskills.ledgers.employer_need import EmployerNeed
from ruralskills.ledgers.excluded_person import ExcludedPerson
from ruralskills.ledgers.figure import Figure
from ruralskills.ledgers.follow_up import FollowUp
from ruralskills.ledgers.fund_income import FundIncome
from ruralskills.ledgers.fund_spending import FundSpending
from ruralskills.ledgers.household_link import HouseholdLink
from ruralskills.ledgers.indicator_definition import IndicatorDefinition
from ruralskills.ledgers.industry_leader import IndustryLeader
from ruralskills.ledgers.job_delivery import JobDelivery
from ruralskills.ledgers.job_need import JobNeed
from ruralskills.ledgers.leader import Leader
from ruralskills.ledgers.need import Need
from ruralskills.ledgers.pairing import Pairing
from ruralskills.ledgers.post import Post
from ruralskills.ledgers.region import Region
from ruralskills.ledgers.register_household import RegisterHousehold
from ruralskills.ledgers.register_person import RegisterPerson
from ruralskills.ledgers.reserve_cadre import ReserveCadre
from ruralskills.ledgers.sanction import Sanction
from ruralskills.ledgers.skill_project import SkillProject
from ruralskills.ledgers.spot_check import SpotCheck
from ruralskills.ledgers.subsidy_claim import SubsidyClaim
from ruralskills.ledgers.task_list import TaskList
from ruralskills.ledgers.teacher import Teacher
from ruralskills.ledgers.timetable import Timetable
from ruralskills.ledgers.trainee import Trainee
from ruralskills.ledgers.training_body import TrainingBody
from ruralskills.ledgers.training_class import TrainingClass
from ruralskills.ledgers.transfer import Transfer
from ruralskills.ledgers.village import Village
from ruralskills.ledgers.voucher import Voucher
from ruralskills.ledgers.waiver_line import WaiverLine
from ruralskills.ledgers.workshop import Workshop
from ruralskills.model.table import Ledger

ROW_LEDGERS: tuple[type[Ledger], ...] = (
    Leader,
    HouseholdLink,
    TrainingClass,
    Trainee,
    Village,
    RegisterPerson,
    RegisterHousehold,
    ExcludedPerson,
    SubsidyClaim,
    Voucher,
    SpotCheck,
    FollowUp,
    Timetable,
    FundIncome,
    FundSpending,
    Sanction,
    Application,
    Need,
    TrainingBody,
    Teacher,
    Apprentice,
    SkillProject,
    Pairing,
    Workshop,
    Post,
    Transfer,
    JobDelivery,
    JobNeed,
    EmployerNeed,
    EducationAid,
    CadreTraining,
    TaskList,
    IndicatorDefinition,
    DutyLog,
    Region,
    IndustryLeader,
    ReserveCadre,
    CadrePay,
    WaiverLine,
)
"""Ledgers with one thing a row."""

LEDGERS: tuple[type[Ledger], ...] = (*ROW_LEDGERS, Figure, Attendance)

_BY_ID = {ledger.info.id: ledger for ledger in LEDGERS}


def by_id(name: str) -> type[Ledger]:
    """The ledger of that id.  Raises KeyError when there is none."""
    return _BY_ID[name]


__all__ = [
    "LEDGERS", "ROW_LEDGERS", "Application", "Apprentice", "Attendance", "CadrePay",
    "CadreTraining", "DutyLog", "EducationAid", "EmployerNeed", "ExcludedPerson", "Figure",
    "FollowUp", "FundIncome", "FundSpending", "HouseholdLink", "IndicatorDefinition",
    "IndustryLeader", "JobDelivery", "JobNeed", "Leader", "Need", "Pairing", "Post", "Region",
    "RegisterHousehold", "RegisterPerson", "ReserveCadre", "Sanction", "SkillProject",
    "SpotCheck", "SubsidyClaim", "TaskList", "Teacher", "Timetable", "Trainee", "TrainingBody", "TrainingClass",
    "Transfer", "Village", "Voucher", "WaiverLine", "Workshop", "by_id",
]  # fmt: skip
