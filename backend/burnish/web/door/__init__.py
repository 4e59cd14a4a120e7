"""Who may call the server, and what browsers may do with its answers; docs/security.md says why."""
