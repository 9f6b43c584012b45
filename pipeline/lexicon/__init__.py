"""What is known of words and places without a text: names, offices, verbs of speech, the gazetteer."""
