-- 122 random bits that never leave the table: the digest of a badge's row, which the record keeps, must not let anybody try
-- numbers against it.
alter table credentials add column seal varchar(64);
