-- Ranks are compared byte by byte; the database's own order would mix their cases.
ALTER TABLE widgets ALTER COLUMN rank TYPE text COLLATE "C";
