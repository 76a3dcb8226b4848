-- What a chain was at the end of a day (UTC), signed, so that its end can be proven too (design §4).

-- body is what was signed; chain_id, head_day, seq, hash, signed_at and key_id are copies, which the verifier compares.
-- key_id: SHA-256 of public_key (DER), so that a key cannot be put in the place of another. The same lines are in
-- DATA/heads.jsonl: whoever deletes rows here has to reach that file as well, and every copy of it.
create table signed_heads (
  chain_id uuid not null,
  head_day date not null,
  seq bigint not null,
  hash varchar(64) not null,
  signed_at timestamp(6) with time zone not null,
  key_id varchar(64) not null,
  public_key varchar(200) not null,
  body varchar(1000) not null,
  signature varchar(200) not null,
  constraint signed_heads_pk primary key (chain_id, head_day),
  constraint signed_heads_chain_fk foreign key (chain_id) references chain_heads (chain_id),
  constraint signed_heads_seq_ck check (seq > 0)
);
