"""The way in through the browser: REST, events and the built front end."""
