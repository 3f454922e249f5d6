-- Ranks are compared byte by byte, whatever the collation of the database.
ALTER TABLE items ALTER COLUMN rank TYPE text COLLATE "C";
ALTER TABLE headings ALTER COLUMN rank TYPE text COLLATE "C";
