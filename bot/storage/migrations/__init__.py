"""From one form of the database to the next. Law: no migration imports the desk as it is today."""
