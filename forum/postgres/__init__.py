"""PostgreSQL as a database engine of Django's, with deadlines."""
