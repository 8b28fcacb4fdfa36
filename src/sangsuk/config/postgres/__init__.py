"""Django's PostgreSQL backend, with a quicker look at a pooled connection."""
