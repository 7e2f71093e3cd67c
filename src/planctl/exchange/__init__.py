"""What leaves for other tools and comes back from them: Excel workbooks, tidy data."""
