"""Words, numbers, readings, places: what every other room builds on."""
