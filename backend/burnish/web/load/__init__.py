"""The load of many browsers, for measuring how quickly a server answers."""
