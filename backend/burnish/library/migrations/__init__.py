"""The steps that bring the tables of an older database up to date, run by ``burnish.library.database``."""
