"""One module for each step. The file name begins with the revision, which the module before it leads to."""
