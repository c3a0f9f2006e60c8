"""What the form on the site knows: the model, the words, the rules that it can check, readings and places."""
