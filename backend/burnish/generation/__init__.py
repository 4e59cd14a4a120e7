"""Making base images from a prompt: generators behind one protocol, knowing pixels and networks alone."""
