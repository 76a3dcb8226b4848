-- Messages of devices whose content is more than values, as they came, for the room that reads their kind. frame_seq and
-- frame_part: the order in which they were recorded, for readers that go on from where they were. subject: what only the
-- address of the message named. message_id: of a message that came under the identity of an earlier one with another content,
-- that identity, ~ and a hash of the content. event_at: empty when the device gave no time. Append only.
create table device_messages (
  site_id uuid not null,
  frame_seq bigint not null,
  frame_part integer not null,
  device_key varchar(80) not null,
  message_kind varchar(200) not null,
  subject varchar(200) not null,
  message_id varchar(200) not null,
  event_at timestamp(6) with time zone,
  received_at timestamp(6) with time zone not null,
  body varchar(65536) not null,
  constraint device_messages_pk primary key (site_id, frame_seq, frame_part),
  constraint device_messages_once unique (site_id, device_key, message_id),
  constraint device_messages_site_fk foreign key (site_id) references sites (id)
);
create index device_messages_by_kind on device_messages (site_id, message_kind, event_at);
create index device_messages_by_device on device_messages (site_id, device_key, frame_seq);
