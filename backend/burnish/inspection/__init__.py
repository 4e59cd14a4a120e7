"""Looking at files from outside in processes that may hang or die on hostile bytes without harm."""
