"""What planlint reads of a document as rows of tables that join: one schema for the library, for files and for engines."""
