-- The bare side of the matching benchmark: the same tables with the same keys and indexes, matched by one statement.
CREATE TABLE bare_item (LIKE match_item INCLUDING ALL);
CREATE TABLE bare_match (LIKE match INCLUDING ALL);
