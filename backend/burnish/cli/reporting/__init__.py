"""The parts of the support report: what each module finds out names no person, file, prompt or address."""
