"""The kinds of steps of a recipe, a module for each; none is imported before a recipe asks for it."""
