"""How a figure, a place-and-stage, a source, a body and a practice are said: frozen views, made once, for every surface."""
