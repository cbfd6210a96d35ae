"""The ledgers, a module each, in the order in which they are listed.

Where a header fits two ledgers equally well, it is the one that stands first here.
"""
# ruff: noqa: I001  # that order is no alphabet

from ruralskills.ledgers.leader import Leader as Leader
from ruralskills.ledgers.household_link import HouseholdLink as HouseholdLink
from ruralskills.ledgers.training_class import TrainingClass as TrainingClass
from ruralskills.ledgers.trainee import Trainee as Trainee
from ruralskills.ledgers.village import Village as Village
from ruralskills.ledgers.register_person import RegisterPerson as RegisterPerson
from ruralskills.ledgers.register_household import RegisterHousehold as RegisterHousehold
from ruralskills.ledgers.excluded_person import ExcludedPerson as ExcludedPerson
from ruralskills.ledgers.subsidy_claim import SubsidyClaim as SubsidyClaim
from ruralskills.ledgers.voucher import Voucher as Voucher
from ruralskills.ledgers.spot_check import SpotCheck as SpotCheck
from ruralskills.ledgers.follow_up import FollowUp as FollowUp
from ruralskills.ledgers.timetable import Timetable as Timetable
from ruralskills.ledgers.fund_income import FundIncome as FundIncome
from ruralskills.ledgers.fund_spending import FundSpending as FundSpending
from ruralskills.ledgers.sanction import Sanction as Sanction
from ruralskills.ledgers.application import Application as Application
from ruralskills.ledgers.need import Need as Need
from ruralskills.ledgers.training_body import TrainingBody as TrainingBody
from ruralskills.ledgers.teacher import Teacher as Teacher
from ruralskills.ledgers.apprentice import Apprentice as Apprentice
from ruralskills.ledgers.skill_project import SkillProject as SkillProject
from ruralskills.ledgers.pairing import Pairing as Pairing
from ruralskills.ledgers.workshop import Workshop as Workshop
from ruralskills.ledgers.post import Post as Post
from ruralskills.ledgers.transfer import Transfer as Transfer
from ruralskills.ledgers.job_delivery import JobDelivery as JobDelivery
from ruralskills.ledgers.job_need import JobNeed as JobNeed
from ruralskills.ledgers.employer_need import EmployerNeed as EmployerNeed
from ruralskills.ledgers.education_aid import EducationAid as EducationAid
from ruralskills.ledgers.cadre_training import CadreTraining as CadreTraining
from ruralskills.ledgers.task_list import TaskList as TaskList
from ruralskills.ledgers.indicator_definition import IndicatorDefinition as IndicatorDefinition
from ruralskills.ledgers.duty_log import DutyLog as DutyLog
from ruralskills.ledgers.region import Region as Region
from ruralskills.ledgers.industry_leader import IndustryLeader as IndustryLeader
from ruralskills.ledgers.reserve_cadre import ReserveCadre as ReserveCadre
from ruralskills.ledgers.cadre_pay import CadrePay as CadrePay
from ruralskills.ledgers.waiver_line import WaiverLine as WaiverLine
from ruralskills.ledgers.figure import Figure as Figure
from ruralskills.ledgers.attendance import Attendance as Attendance
from ruralskills.ledgers.people_list import PeopleList as PeopleList
from ruralskills.model.table import Ledger

_CLASSES = [one for one in globals().values() if isinstance(one, type)]
LEDGERS = tuple(one for one in _CLASSES if issubclass(one, Ledger) and one is not Ledger)
ROW_LEDGERS = tuple(one for one in LEDGERS if one not in (Figure, Attendance, PeopleList))
"""Ledgers with one thing a row, known by their columns."""

_BY_ID = {ledger.info.id: ledger for ledger in LEDGERS}


def by_id(name: str) -> type[Ledger]:
    """Return the ledger of that id.  Raises KeyError when there is none."""
    return _BY_ID[name]
