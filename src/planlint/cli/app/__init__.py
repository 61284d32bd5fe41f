"""`planlint app`: a page on this machine, or on an office's server, for people who type no commands.

`call` is the command, `site` what a browser is answered, `shelf` the documents that were handed in, `work` what a process does with one of them.
"""
