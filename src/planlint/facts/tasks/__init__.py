"""What is to be done, who answers for it, and by when: the tasks of the text and those of tables."""
