"""What the painter has before its eyes: scenes of several subjects, as pictures that are then painted after."""
