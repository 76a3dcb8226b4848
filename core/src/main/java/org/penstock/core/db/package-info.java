/**
 * Connections, migrations and the generated table classes. The only room that opens a database.
 *
 * <p>One set of Flyway migrations serves H2 (embedded, pinned, synced before anything is reported done) and PostgreSQL.
 * A table belongs to one room: only that room uses its generated class. Knows no other room.
 */
@NullMarked
package org.penstock.core.db;

import org.jspecify.annotations.NullMarked;
