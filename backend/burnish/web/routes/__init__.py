"""The REST calls, a module for each resource."""
