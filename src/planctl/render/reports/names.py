"""The names of the reports and of their formats, apart from all that makes them: the command line shows them in its help."""

from collections.abc import Mapping

from planctl.message import N_

NAMES: Mapping[str, str] = {
    "plan": N_("the plan as a document"),
    "followup": N_("the follow-up of a period: goals, KPIs and activities"),
    "services": N_("the service declaration for citizens"),
    "overview": N_("the whole organisation on a page"),
    "kpi": N_("the whole story of one KPI"),
}
FORMAT_NAMES = ("md", "html")
