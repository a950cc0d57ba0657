"""What the bodies listed may ask for, and who answers them."""

from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow
from ponte.map.rules.facts import edits, guards_data, keeps_the_map, leads_the_map, owns

allow(
    "map.confirm_organisation",
    _("Confirm that all in a record is right"),
    keeps_the_map | edits,
    only_if=_("Outside the office: owners and editors of that organisation."),
)
allow(
    "map.withdraw_organisation",
    _("Hide an organisation that does not want to be listed"),
    keeps_the_map | guards_data | owns,
    only_if=_("Outside the office: owners of that organisation."),
)
allow("map.tell_organisation", _("Tell an organisation that it is listed"), keeps_the_map | guards_data)
allow("map.view_correction", _("See the corrections people ask for"), keeps_the_map | guards_data)
allow("map.apply_correction", _("Correct a record as somebody asked"), keeps_the_map)
allow("map.decline_correction", _("Decline a correction"), keeps_the_map)
allow("map.withdraw_correction", _("Close a correction that was taken back"), keeps_the_map)
allow("map.view_synonymgroup", _("See which words mean the same in a search"), keeps_the_map)
allow("map.change_synonymgroup", _("Change which words mean the same in a search"), leads_the_map)
allow("map.build_index", _("Build the index of the search anew"), leads_the_map)
