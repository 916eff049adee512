"""Rules of agencies: names and their likeness, websites, rows of CSV files, places."""
