"""All files of an organisation, linked: units, plans in force, outcomes, references."""
