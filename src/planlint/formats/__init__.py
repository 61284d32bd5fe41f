"""One kind of file a module: bytes into text and back."""
