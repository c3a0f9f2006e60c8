"""Files for programs and for the browser's own pages: the views as data."""
