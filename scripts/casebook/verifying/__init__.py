"""Published sites, asked from outside: what they hold (`build --against`), and whether they are served as they should be (`verify`)."""
