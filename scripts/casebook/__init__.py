"""A casebook of grassroots governance practices: records in, a linked site out."""
