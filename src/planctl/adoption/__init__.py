"""What a municipality needs to begin: a repository around its plans, new units, plans and outcomes, and what CI writes on pull requests."""
